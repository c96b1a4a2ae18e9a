/** The list of rules, one line each, in the order in which they speak where two have something to say about one place. */
import type { Rule } from './rule';
import { discardedImage } from './discardedImage';
import { genericTag } from './genericTag';
import { kindLoadEngine } from './kindLoadEngine';
import { loadedNotDeployed } from './loadedNotDeployed';
import { localImageAlwaysPulled } from './localImageAlwaysPulled';
import { malformedReference } from './malformedReference';
import { nameMismatch } from './nameMismatch';
import { neverBuilt } from './neverBuilt';
import { nonstandardTag } from './nonstandardTag';
import { notBuiltInFlow } from './notBuiltInFlow';
import { notLoaded } from './notLoaded';
import { regeneratedTag } from './regeneratedTag';
import { staleReplacement } from './staleReplacement';
import { tagCollision } from './tagCollision';
import { tagMismatch } from './tagMismatch';
import { unusedBuild } from './unusedBuild';
import { wrongArgument } from './wrongArgument';

export { preparation } from './deployments';

export const rules: readonly Rule[] = [
  wrongArgument,
  malformedReference,
  tagMismatch,
  regeneratedTag,
  nameMismatch,
  neverBuilt,
  notBuiltInFlow,
  notLoaded,
  kindLoadEngine,
  staleReplacement,
  discardedImage,
  genericTag,
  localImageAlwaysPulled,
  tagCollision,
  loadedNotDeployed,
  nonstandardTag,
  unusedBuild,
];
