/**
 * An image reference that is already a string, cut for display: repository, tag, service. Holes in braces are never cut. It decides no
 * equality: that is the rules' business.
 */

export interface ImageName {
  readonly repository: string;
  /** Tag or digest as written, without its sign; '' where there is none. */
  readonly tag: string;
  /** The last part of the repository, without the product's own prefix. */
  readonly service: string;
}

export function imageName(image: string): ImageName {
  let depth = 0;
  let slash = -1;
  let colon = -1;
  let at = -1;
  for (let i = 0; i < image.length && at < 0; i++) {
    const c = image[i];
    if (c === '{') depth++;
    else if (c === '}') depth--;
    else if (depth > 0) continue;
    else if (c === '/') [slash, colon] = [i, -1];
    else if (c === ':') colon = i;
    else if (c === '@') at = i;
  }
  const end = colon >= 0 ? colon : at >= 0 ? at : image.length;
  return { repository: image.slice(0, end), tag: end < image.length ? image.slice(end + 1) : '', service: image.slice(slash + 1, end).replace(/^kubernaut-/, '') };
}

/** The key under which images of one repository meet in a table: podman's implicit `localhost/` makes no difference there. */
export function repositoryKey(image: string): string {
  return imageName(image).repository.replace(/^localhost\//, '');
}
