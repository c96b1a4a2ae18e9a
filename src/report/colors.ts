/** Terminal colours by meaning. Knows nothing of terminals: whether colour is wanted is the caller's word. */
import type { Severity } from '../base/finding';

export interface Palette {
  severity(severity: Severity, text: string): string;
  place(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

const codes: Record<Severity, string> = { error: '31;1', warning: '33;1', info: '34;1', hint: '36' };

export function palette(color: boolean): Palette {
  const paint = (code: string, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    severity: (severity, text) => paint(codes[severity], text),
    place: (text) => paint('1', text),
    faint: (text) => paint('2', text),
    good: (text) => paint('32', text),
    bad: (text) => paint('31', text),
  };
}
