/**
 * Where do the packages of the workspace's modules lie? A package's path is its module's with the folders below it. What module files say is
 * known from elsewhere.
 */

export interface Module {
  readonly path: string;
  /** Its root folder's uri. */
  readonly folder: string;
}

export interface Modules {
  /** Of modules with folders that are read, and of what such folders stand in for. */
  readonly known: readonly Module[];
  /** Whether every Go file that is read lies in one that is known: then a path below none of them leads out of the workspace. */
  readonly complete: boolean;
}

/** Of files that nobody found a module of. */
export const noModules: Modules = { known: [], complete: false };

/** The folders that a path may mean; undefined where it is of no known module. Of modules inside each other the longer path counts. */
export function foldersByModule({ known }: Modules, path: string): readonly string[] | undefined {
  const above = known.filter((module) => path === module.path || path.startsWith(`${module.path}/`));
  if (above.length === 0) return undefined;
  const length = Math.max(...above.map((module) => module.path.length));
  return above.flatMap((module) => (module.path.length === length ? `${module.folder}${path.slice(length)}` : []));
}
