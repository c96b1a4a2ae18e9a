/**
 * The real VS Codes that the tests run in where the desktop one can't be downloaded: the newest, and the oldest that `engines.vscode`
 * promises. Each is the workbench and extension host inside the npm package code-server, with the Node that it was made for.
 */

/**
 * @typedef {object} HostedVersion
 * @property {'newest' | 'oldest'} name
 * @property {string} vscode version of VS Code inside
 * @property {string} codeServer version of the npm package
 * @property {string} node major version of Node that runs it
 * @property {readonly string[]} native packages with a compiled part that the server wants; the others are optional or not for this platform
 * @property {boolean} ripgrepFromSystem its own ripgrep would be downloaded, so Debian's is linked in its place
 */

/** @type {readonly HostedVersion[]} */
export const hostedVersions = [
  { name: 'newest', vscode: '1.139.1', codeServer: '4.139.1', node: '24', native: ['@vscode/spdlog', '@vscode/native-watchdog'], ripgrepFromSystem: false },
  { name: 'oldest', vscode: '1.100.3', codeServer: '4.100.3', node: '20', native: ['@vscode/spdlog', 'native-watchdog'], ripgrepFromSystem: true },
];

/** @param {string} name */
export function hostedVersion(name) {
  const found = hostedVersions.find((version) => version.name === name);
  if (!found) throw new Error(`No hosted VS Code is called ${name}; there are ${hostedVersions.map((version) => version.name).join(' and ')}.`);
  return found;
}

/**
 * Pages (test/vscode/page) that hold what is ours to draw and to survive, whichever editor it is, and surroundings that no editor has changed
 * for years: once is enough. What is asked of the editor otherwise, trust included, is driven in the oldest, too.
 */
export const newestOnly = ['faults', 'hostile', 'large', 'shipped', 'spoilt', 'themes', 'virtual'];
