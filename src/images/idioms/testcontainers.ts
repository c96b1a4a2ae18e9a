/**
 * `testcontainers.FromDockerfile{Context: …, Repo: X, Tag: Y}`: an image that testcontainers-go builds for a container, under that name.
 * Without a repository or a tag it makes up one that nobody else can name.
 */
import type { CompositeExpr, Expr, FuncFact } from '../../go/facts';
import type { Frame } from '../../flow/frame';
import { placeOf } from '../../flow/origin';
import { concatAnswers, textAnswer, unknownAnswer } from '../../flow/parts';
import type { Answer } from '../../flow/value';
import type { Idiom, Sighting, Surroundings } from './idiom';

/** The type behind a qualifier. */
export const dockerfileType = 'FromDockerfile';
const library = /(?:^|\/)testcontainers-go$/;

function valueOf({ elements }: CompositeExpr, name: string): Expr | undefined {
  return elements.find(({ field }) => field === name)?.value;
}

function spot({ composites, binds }: FuncFact): readonly CompositeExpr[] {
  const isStored = binds.some(({ target }) => target.kind === 'field' && (target.name === 'Repo' || target.name === 'Tag'));
  return composites.filter((one) => one.type?.kind === 'name' && one.type.pkg !== undefined && one.type.name === dockerfileType && (isStored || ['Repo', 'Tag'].some((name) => valueOf(one, name))));
}

function resolve(literal: CompositeExpr, frame: Frame, { evaluation: e }: Surroundings): readonly Sighting[] {
  const { type } = literal;
  const declared = type?.kind === 'name' && type.pkg !== undefined ? e.program.member(type.pkg, dockerfileType, frame.func.file) : undefined;
  if (declared?.kind !== 'library' || !library.test(declared.path)) return [];
  const [repository, tag] = [valueOf(literal, 'Repo'), valueOf(literal, 'Tag')];
  const texts = (expr: Expr | undefined, at: Frame): Answer => (expr ? e.texts(expr, at) : unknownAnswer('set elsewhere, or made up'));
  return e.alternatives(frame, [repository, tag].filter((one) => one !== undefined)).map((at): Sighting => {
    const image = concatAnswers([texts(repository, at), textAnswer(':'), texts(tag, at)]);
    return { role: 'build', idiom: 'testcontainers', at: placeOf(at, (tag ?? repository ?? literal).span), image, engine: '', details: {}, frame: at };
  });
}

export const testcontainers: Idiom<CompositeExpr> = { id: 'testcontainers', summary: 'What testcontainers-go builds: `FromDockerfile{Repo: X, Tag: Y}`.', spot, resolve, placesOf: ({ span }) => [span] };
