/**
 * The messages of src/vscode that can be translated, as `l10n/bundle.l10n.json`, the file that translators copy: `npm run l10n`. A test
 * fails while it lags behind. Reads calls of `t` and `l10n.t`; a message that isn't written out there can't be translated and is an error.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './run.mjs';

/** @param {ts.Node} callee */
function isTranslator(callee) {
  return ts.isIdentifier(callee) ? callee.text === 't' : ts.isPropertyAccessExpression(callee) && callee.name.text === 't' && callee.expression.getText().endsWith('l10n');
}

/** Each message that a source text shows. @param {string} path @param {string} text @returns {string[]} */
export function messagesIn(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTranslator(node.expression)) {
      const [message] = node.arguments;
      if (!message || !ts.isStringLiteralLike(message)) throw new Error(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: a message must be written out to be translated`);
      const wanted = Math.max(-1, ...[...message.text.matchAll(/\{(\d+)\}/g)].map(([, index]) => Number(index))) + 1;
      if (wanted !== node.arguments.length - 1) throw new Error(`${path}: "${message.text}" has places for ${wanted} arguments and gets ${node.arguments.length - 1}`);
      found.push(message.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The bundle's text. */
export function l10nBundle() {
  const folder = join(root, 'src', 'vscode');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).sort();
  const messages = new Set(files.flatMap((path) => messagesIn(path, readFileSync(join(folder, path), 'utf8'))));
  return `${JSON.stringify(Object.fromEntries([...messages].sort().map((message) => [message, message])), null, 2)}\n`;
}

export const bundlePath = join(root, 'l10n', 'bundle.l10n.json');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(join(root, 'l10n'), { recursive: true });
  writeFileSync(bundlePath, l10nBundle());
}
