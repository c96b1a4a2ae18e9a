/** A project's own functions that build, load or deploy images, as its configuration names them. Plain data. */

/** Where the image is in a call of such a function. */
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

export interface ImageCalls {
  readonly builders: readonly ImageCall[];
  readonly loaders: readonly ImageCall[];
  readonly deployers: readonly ImageCall[];
}
