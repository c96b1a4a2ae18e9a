/**
 * Makes strings that come from source code, file names or a cluster harmless wherever they are shown: no control or invisible character,
 * no credential, no workflow command leaves here as such. Knows nothing of a single format's own escaping.
 */

/** Controls, invisible and direction-changing characters, lone surrogates, line and paragraph separators. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What can't stand in a user name or password as people write them into references and addresses. */
const delimiter = /[\s@/'"`()<>]/;

/**
 * `user:password@` before a host, and whatever stands before `@` in an address, replaced by as many stars, so that every other character
 * keeps its column. A tag before a digest (`app:v1@sha256:…`) has the same shape and stays.
 */
export function redact(text: string): string {
  let shown = '';
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > done && !delimiter.test(text[start - 1] ?? '')) start--;
    const isSecret = /^[^:]+:./.test(text.slice(start, at)) || (start < at && text.slice(Math.max(0, start - 3), start) === '://');
    if (isSecret && /^[\w.[{-]/.test(text.slice(at + 1, at + 2)) && !/^sha\d{3}/.test(text.slice(at + 1, at + 7))) {
      shown += text.slice(done, start) + '*'.repeat(at - start);
      done = at;
    }
  }
  return shown + text.slice(done);
}

/** Hidden characters shown as `\u{202e}`; everything else as it is. The result is one line. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** What a person may see of a foreign string: one line, no credential, nothing that a terminal or a build log obeys. */
export function inert(text: string): string {
  return breakLogCommands(escapeHidden(redact(text)));
}

/**
 * Build services obey `##[command]` and `##vso[command]` anywhere in a line, and `::command::` at its start, blanks before it included.
 */
export function breakLogCommands(line: string): string {
  return line.replace(/##(?=\w*\[)/g, '#\\u{23}').replace(/^(\s*):(?=:)/, '$1\\u{3a}');
}

/** A JSON text whose strings hold the same characters, hidden ones and log commands written as escapes. */
export function inertJson(json: string): string {
  const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
  return json
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
      character === '\n' ? character : Array.from({ length: character.length }, (_, i) => unit(character.charCodeAt(i))).join(''))
    .replace(/##(?=\w*\[)/g, '#\\u0023');
}
