/**
 * What is said of an image in a YAML text: the words between the YAML readers and the idioms. Plain data. Spans are UTF-16 offsets in
 * the text that was given, half-open.
 */
import type { Span } from '../../base/text';
import type { Chunk } from '../../go/facts';

export type Quoting = 'plain' | 'single' | 'double' | 'block';

/** A scalar as it stands in the text. */
export interface YamlText {
  /** The scalar's value. */
  readonly text: string;
  /** Its characters without quotes; of a block scalar its one line. */
  readonly at: Span;
  /** Runs of the value in order: where a run is as long as its span it maps character by character, else it is one escape. */
  readonly chunks: readonly Chunk[];
  readonly quoted: Quoting;
}

/** An image that is given in parts, as in chart values. */
export interface YamlImageParts {
  readonly registry?: YamlText;
  readonly repository: YamlText;
  readonly tag?: YamlText;
  readonly digest?: YamlText;
}

export interface YamlImage extends YamlText {
  /**
   * `deploy`: a container of a pod, or of a fragment that can be nothing else; `run` and `build`: a compose service; `mention`: an
   * `image` anywhere else, such as a field of a custom resource, a node image, a chart's values, a pod that is held back.
   */
  readonly role: 'deploy' | 'run' | 'build' | 'mention';
  /** Keys and 0-based indexes from the document's root, `image` last. */
  readonly path: readonly string[];
  /** Name of the container or Tekton step, where it is a plain scalar beside the image. */
  readonly container?: string;
  readonly containerAt?: Span;
  /** `Kind/name` of the nearest object around the image that has a kind; `Kind` alone where it has no name. */
  readonly workload?: string;
  /** Where its name stands. */
  readonly workloadAt?: Span;
  readonly pullPolicy?: { readonly text: string; readonly at: Span };
  /** 0-based number of the document in the text. */
  readonly document: number;
  /** Holds an expression of another language: `{{ … }}`, `${…}`, `$(…)`, ytt's `#@ …`, or a place to fill in: `<registry>`. Its text is no image. Absent otherwise. */
  readonly templated?: true;
  /** Found by lines, in a region that is no valid YAML: path and neighbours are by indentation. Absent otherwise. */
  readonly fallback?: true;
  /** `image: {repository, tag}`: the parts; the image's own text and span are the repository's. */
  readonly parts?: YamlImageParts;
}

export interface YamlOptions {
  /** Also read manifests inside block scalars (a ConfigMap's data). Off by default. */
  readonly nested?: boolean;
}
