/** A container of a pod that is written in Go, in whichever way: what is deployed by it. Knows what a container says of its image. */
import type { Expr } from '../../go/facts';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { placeOf } from '../../flow/origin';
import type { Details } from '../site';
import type { Sighting } from './idiom';

export interface Container {
  readonly image: Expr;
  readonly policy: Expr | undefined;
  readonly name: Expr | undefined;
}

/** Once for every element that a loop variable in the image stands for. `more` says what else is known of it, or known better. */
export function deployedBy({ image, policy, name }: Container, frame: Frame, evaluation: Evaluation, more: Pick<Details, 'pullPolicy' | 'stored' | 'target'> = {}): Sighting[] {
  const container = name && evaluation.keyText(name, frame);
  return evaluation.alternatives(frame, [image]).map((at): Sighting => {
    const details: Details = {
      pullPolicy: policy ? evaluation.texts(policy, at) : 'default',
      ...(policy ? { pullPolicyAt: placeOf(frame, policy.span) } : {}),
      ...(container === undefined ? {} : { container }),
      ...more,
    };
    return { role: 'deploy', idiom: 'pod-spec', at: placeOf(frame, image.span), image: evaluation.texts(image, at), engine: '', details, frame: at };
  });
}
