/**
 * Does an image follow the naming standard? Judges names with holes, certain answers only. Knows nothing of where the image is used.
 */
import { parseReference, requestedAs, splitImage, textOf, type SplitImage } from '../images/reference';
import type { Part, Value } from '../flow/value';
import { isLocal, isThirdParty, serviceOf, splitRegistry, standardForm } from './services';
import type { Exception, Standard } from './standard';
import { fillTemplate, type PartName, type Template } from './template';
import { matchTemplate, type TemplateMatch } from './templateMatch';

export type Judgement =
  | { readonly kind: 'compliant'; readonly service: string; readonly template: Template; readonly parts: ReadonlyMap<PartName, string> }
  | { readonly kind: 'exception'; readonly service: string; readonly reason: string }
  /** `why` is a clause; `suggestion` a whole reference, given only when it is known to the last character. */
  | { readonly kind: 'nonstandard'; readonly service: string; readonly why: string; readonly suggestion?: string }
  | { readonly kind: 'unknown' }
  /** Nobody's business: a third party's image, another registry's, or no service of the standard's. */
  | { readonly kind: 'not-a-service' };

export function judge(standard: Standard, image: Pick<Value, 'parts'>): Judgement {
  const split = splitImage(image);
  if (split === undefined) return { kind: 'unknown' };
  const repository = textOf(split.repository);
  if (repository === undefined) return { kind: 'unknown' };
  const service = serviceOf(standard, repository);
  if (service === undefined || !isLocal(standard, repository) || isThirdParty(standard, repository)) return { kind: 'not-a-service' };
  if (split.digest !== undefined) return { kind: 'unknown' };
  const tag = split.tag === undefined ? undefined : textOf(split.tag);
  const exception = split.tag === undefined || tag !== undefined ? findException(standard, repository, tag) : undefined;
  if (exception !== undefined) return { kind: 'exception', service, reason: exception.reason };
  return judgeService(standard, service, repository, split);
}

function judgeService(standard: Standard, service: string, repository: string, split: SplitImage): Judgement {
  const tag: readonly Part[] = split.tag ?? [{ text: 'latest' }];
  // Podman stores a name without a registry under localhost/, and a template may leave it out just as well.
  const names = splitRegistry(repository).registry === '' ? [repository, `localhost/${repository}`] : [repository];
  const mismatches: Mismatch[] = [];
  let unknown = false;
  for (const template of standard.templates) {
    const candidates = template.scope === 'tag' ? [tag] : names.map((name) => [{ text: `${name}:` }, ...tag]);
    for (const candidate of candidates) {
      const match = matchTemplate(template, candidate, standard.services);
      if (match.kind === 'unknown') unknown = true;
      else if (match.kind === 'mismatch') mismatches.push(match);
      else if (isOfService(standard, match.parts, service)) return { kind: 'compliant', service, template, parts: match.parts };
      else mismatches.push({ why: `the tag names \`${match.parts.get('service') ?? ''}\` but the repository is of \`${service}\``, at: 0, contradiction: true });
    }
  }
  if (unknown) return { kind: 'unknown' };
  const form = standardForm(standard, service);
  // Another repository is no better name where this one has a form of its own.
  const suggested = !form.includes('{') && (standard.templates.length === 1 || names.includes(form.slice(0, form.lastIndexOf(':'))));
  return { kind: 'nonstandard', service, why: reason(standard, service, split, mismatches), ...(suggested ? { suggestion: form } : {}) };
}

type Mismatch = Omit<Extract<TemplateMatch, { kind: 'mismatch' }>, 'kind'>;

/** The plainest thing to say: no tag, a contradiction, the one template's complaint, or every form that there is. */
function reason(standard: Standard, service: string, split: SplitImage, mismatches: readonly Mismatch[]): string {
  if (split.tag === undefined) return 'it has no tag, so it is `latest`';
  const contradiction = mismatches.find((mismatch) => mismatch.contradiction);
  const nearest = mismatches.toSorted((a, b) => b.at - a.at)[0];
  if (contradiction !== undefined) return contradiction.why;
  if (standard.templates.length < 2) return nearest?.why ?? 'there is no template';
  const known: ReadonlyMap<PartName, string> = new Map([['service', service]]);
  const forms = standard.templates.map((template) => fillTemplate(template, known)).map((form) => [form.slice(0, form.lastIndexOf(':')), form.slice(form.lastIndexOf(':') + 1)] as const);
  const [repository, tag] = [split.repository, split.tag].map((parts) => parts.map((part) => ('text' in part ? part.text : '{…}')).join(''));
  const listed = (names: readonly string[]): string => [...new Set(names)].map((name) => `\`${name}\``).join(', ');
  const paired = forms.filter(([, own]) => own === tag);
  if (paired.length > 0) return `its repository \`${repository}\` is not what stands before the tag \`${tag}\`: ${listed(paired.map(([own]) => own))}`;
  return `its tag \`${tag}\` has none of the forms ${listed(forms.map(([, own]) => own))}`;
}

/** A tag-only template doesn't see the repository: the two must still be of one service. */
function isOfService(standard: Standard, parts: ReadonlyMap<PartName, string>, service: string): boolean {
  const named = parts.get('service');
  return named === undefined || named === service || standard.services.some((known) => known.name === service && known.aliases.includes(named));
}

function findException(standard: Standard, repository: string, tag: string | undefined): Exception | undefined {
  const full = (name: string, version: string | undefined) => requestedAs({ name: splitRegistry(name).registry === '' ? `localhost/${name}` : name, ...(version === undefined ? {} : { tag: version }) });
  const wanted = full(repository, tag);
  return standard.exceptions.find((exception) => {
    const parsed = parseReference(exception.image);
    return parsed.kind === 'reference' && full(parsed.name, parsed.tag) === wanted;
  });
}
