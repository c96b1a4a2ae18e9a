/** The Node that runs this code, as a program for others to start. In VS Code on a desktop that is Electron, which is Node when it is told so. */

export interface Program {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The variable says nothing to a Node that is one already. */
export function ownNode(): Program {
  return { path: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
}
