/**
 * The naming standard as plain data: templates, services, shared dependencies, exceptions and what isn't ours. See defaultStandard for
 * DD-TEST-001, services for questions about one name, judge for judging an image. Knows no file and no finding.
 */
import type { Template } from './template';
import type { NamedService } from './templateMatch';

export { defaultStandard, presets, presetTemplates, type Preset } from './defaultStandard';
export { judge, type Judgement } from './judge';
export { findIgnore, findService, isGenericTag, isLocal, isShared, isThirdParty, serviceOf, splitRegistry, standardForm } from './services';

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

/** A project's own function that builds, loads or deploys an image, and where the image is in a call of it. */
export interface ImageCall {
  /** `buildImage`, or `pkg.Build` with the package's name. */
  readonly name: string;
  readonly image:
    /** 0-based argument, and the field of it when the argument is a struct. */
    | { readonly kind: 'argument'; readonly index: number; readonly field?: string }
    /** This field of whichever argument has it. */
    | { readonly kind: 'field'; readonly field: string }
    /** 0-based result. */
    | { readonly kind: 'result'; readonly index: number };
}

export interface Ignore {
  /** Glob, relative to the root. */
  readonly path: string;
  /** A rule id; undefined: every rule. */
  readonly rule?: string;
  readonly reason: string;
}

export interface Standard {
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
  readonly builders: readonly ImageCall[];
  readonly loaders: readonly ImageCall[];
  readonly deployers: readonly ImageCall[];
  readonly ignores: readonly Ignore[];
  /** The engine where a command doesn't say which; `auto`: by what the code shows. */
  readonly engine: 'auto' | 'podman' | 'docker';
}
