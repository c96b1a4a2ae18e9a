/** A name that one place of a shared helper makes wrong for many images: what is that place, and how is it told there? For tags and for repositories. */
import type { Place } from '../base/text';
import type { Inventory } from '../images/site';
import { alike, builtRelated, casesRelated, gatherCauses, type Caused, type Cause, type Gathered } from './gathered';
import { givenBack, type GivenBack, type Mismatch } from './givenBack';
import { done, ends, flowNames, imageName, list } from './names';
import type { Draft, DraftRelated } from './rule';
import { renamingSave } from './vainSave';

type MismatchCause = GivenBack | Cause;

/** What is told of the outcomes. `draftOf` words what is told without a cause. */
export function* mismatchDrafts<O extends Mismatch>(outcomes: readonly O[], placeOf: (outcome: O) => Place, inventory: Inventory, draftOf: (group: Gathered<O>) => Draft): Iterable<Draft> {
  const { caused, others } = gatherCauses(outcomes, placeOf, (outcome): MismatchCause | undefined => givenBack(outcome, inventory) ?? renamingSave(outcome, inventory));
  for (const group of caused) yield causedDraft(group, draftOf);
  for (const group of others) yield draftOf(group);
}

/** What would mend one of the cases is no fix of the place. */
function causedDraft<O extends Mismatch>(group: Caused<O, MismatchCause>, draftOf: (group: Gathered<O>) => Draft): Draft {
  const { cause, cases } = group;
  const draft = draftOf(group);
  const builder = 'builder' in cause ? cause : undefined;
  const returns = builder?.others.map((at): DraftRelated => ({ at, message: `returned here, too, by ${builder.builder}`, kind: 'other' })) ?? [];
  return {
    ...draft,
    message: builder ? givenBackMessage(group, builder) : draft.message,
    related: [...builtRelated(alike(group).all.flatMap(({ built }) => built), (made) => imageName(made.value)), ...returns, ...casesRelated(group)],
    fixes: [],
    cases: cases.map(draftOf),
  };
}

function givenBackMessage(group: Gathered<Mismatch>, { builder, lacking, others }: GivenBack): string {
  const { first } = group;
  const same = alike(group);
  const names = list(same.all.flatMap(({ built }) => built.map((made) => imageName(made.value))));
  const image = `\`${imageName(first.value)}\``;
  const used = `is ${done(first.site)} in ${flowNames([...new Set(same.all.map(({ flow }) => flow))])}`;
  const why = first.kind === 'near' ? ` (${first.why}.)` : '';
  const returns = others.length === 0 ? '' : ` and in ${others.length} more ${others.length === 1 ? 'place' : 'places'}`;
  return lacking
    ? `${builder} builds ${names} here, but returns ${image}, which ${used}: nothing builds that, so ${ends(first.site)}. Build it under the name that is returned.${why}${same.more}`
    : `${builder} returns ${image} here${returns}, but builds ${names}. What is returned ${used}: nothing builds that, so ${ends(first.site)}. Return the name that is built.${why}${same.more}`;
}
