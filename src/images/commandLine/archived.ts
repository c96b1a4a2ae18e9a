/** What writing an image into an archive does, where a transport names the archive: `docker-archive:app.tar:localhost/app:v1`. */
import type { CommandUse, ImageArg } from './command';
import { partOf, type Word } from './flags';
import { transportOf } from './transport';

/**
 * What the archive holds bears the name that the target gives, as if it had been tagged; its own where none, or that one, is given.
 * `shape`: the image's own name, as flags.ts shapes words; `target`: the word with the archive's transport.
 */
export function archived<T>(image: ImageArg<T>, shape: string, target: Word<T>, who: Pick<CommandUse<T>, 'tool' | 'engine' | 'certain'>): readonly CommandUse<T>[] {
  const { skip, pathEnd } = transportOf(target.shape);
  const name = pathEnd === undefined || target.shape.slice(pathEnd + 1) === shape ? undefined : partOf(target, pathEnd + 1);
  const save = { role: 'save', ...who, image: name ?? image, archive: partOf(target, skip, pathEnd) } as const;
  return name ? [{ role: 'tag', ...who, image: name, from: image }, save] : [save];
}
