/**
 * Takes secrets out of what clusters and tools say, before it is logged or reported: credentials in addresses, tokens, keys, home paths.
 * Errs towards hiding too much. Knows nothing of what the text means.
 */

const star = '***';

const rules: readonly (readonly [RegExp, string])[] = [
  // `scheme://user:password@host`, and `user:password@host/image` without a scheme; a digest (`@sha256:`) is none.
  [/(?<=:\/\/)[^\s@/'"`<>]{1,256}@/g, `${star}@`],
  [/(?<![\w.~%+!$&*-])[\w.~%+!$&*-]{1,128}:[^\s@/'"`()<>]{1,256}@(?!sha\d{3}:)(?=[\w.[-])/g, `${star}@`],
  [/\b(Bearer|Basic)([ =:]+)["']?[\w.~+/=-]{8,}/gi, `$1$2${star}`],
  [/\b(token)(["']?\s{0,4}[=:]\s{0,4}["']?)(?=\S{0,512}\d)[\w.~+/=-]{8,}/gi, `$1$2${star}`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, star],
  [/\b(gh[pousr]_|github_pat_|glpat-|dckr_pat_|AKIA|ya29\.)[\w.-]{8,}/g, `$1${star}`],
  [/\b((?:[\w-]{0,40}[_-])?(?:password|passwd|secret|access[_-]?key|api[_-]?key|client[_-]?key(?:-data)?|auth|identitytoken))(["']?\s{0,4}[=:]\s{0,4}["']?)[^\s"',;&]{3,}/gi, `$1$2${star}`],
  [/([?&](?:sig|signature|token|x-amz-[\w-]{1,40}|x-goog-[\w-]{1,40}|account|service_?account)=)[^\s&"']+/gi, `$1${star}`],
  [/-----BEGIN [A-Z ]{1,40}-----[\s\S]{0,8192}?(?:-----END [A-Z ]{1,40}-----|$)/g, star],
  [/(?<![\w.])\/(?:home|Users)\/[^\s/:"']{1,64}(?=[/\s:"']|$)/g, '~'],
  [/\b[A-Za-z]:\\Users\\[^\s\\:"']{1,64}/g, '~'],
  [/(?<![\w.])\/root(?=[/\s:"']|$)/g, '~'],
];

/** The same text with `***` for secrets and `~` for home folders. */
export function withoutSecrets(text: string): string {
  let shown = text;
  for (const [pattern, replacement] of rules) shown = shown.replace(pattern, replacement);
  return shown;
}
