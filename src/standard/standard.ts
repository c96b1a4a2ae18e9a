/**
 * The naming standard as plain data: templates, services, shared dependencies, exceptions and what isn't ours. See defaultStandard for
 * DD-TEST-001, services for questions about one name, judge for judging an image. Knows no file and no finding.
 */
import type { ImageCalls } from '../images/imageCall';
import type { Template } from './template';
import type { NamedService } from './templateMatch';

export { defaultStandard, presets, presetTemplates, type Preset } from './defaultStandard';
export type { ImageCall } from '../images/imageCall';
export { judge, type Judgement } from './judge';
export { findIgnore, findService, hasPrefix, isGenericTag, isLocal, isShared, isThirdParty, serviceOf, splitRegistry, standardForm } from './services';

export interface Service extends NamedService {
  /** Why its tag is what it is; '' when nobody said. */
  readonly rationale: string;
}

/** An image that is allowed as it is. */
export interface Exception {
  /** A reference, compared as a whole; a missing tag is `latest`. */
  readonly image: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. Expired ones never get here. */
  readonly expires?: string;
}

export interface Ignore {
  /** Glob, relative to the root. */
  readonly path: string;
  /** A rule id; undefined: every rule. */
  readonly rule?: string;
  readonly reason: string;
}

export interface Standard extends ImageCalls {
  /** An image follows the standard if it follows one of them. The first that needs nothing but a service is what fixes suggest. */
  readonly templates: readonly Template[];
  /** What repositories of services begin with, such as `kubernaut-` and `kubernaut/`. */
  readonly prefixes: readonly string[];
  readonly services: readonly Service[];
  /** Services that other services' suites deploy. More may be derived from the inventory. */
  readonly sharedDependencies: readonly string[];
  readonly exceptions: readonly Exception[];
  /** Tags that say nothing of a service; '' stands for no tag. */
  readonly genericTags: readonly string[];
  /** Globs of repositories that nobody here builds. */
  readonly thirdParty: readonly string[];
  /** Globs of registries (host and port) that hold what is built here. */
  readonly localRegistries: readonly string[];
  readonly ignores: readonly Ignore[];
  /** The engine where a command doesn't say which; `auto`: by what the code shows. */
  readonly engine: 'auto' | 'podman' | 'docker';
}
