/**
 * One line on a terminal while a scan takes longer than a person likes to wait in the dark. Reads and parses leave no turn to timers, so
 * the clock is looked at whenever a file was read.
 */
import type { Terminal } from './terminal';

export interface Progress {
  step(read: number, listed: number): void;
  /** Takes the line away. */
  done(): void;
}

const patience = 500;
const pace = 100;
/** What comes after reading says nothing until it is done; with so many files it is worth a word beforehand. */
const manyFiles = 200;

export function createProgress(terminal: Terminal, wanted: boolean, now: () => number): Progress {
  if (!wanted || !terminal.errIsTerminal) return { step() {}, done() {} };
  const start = now();
  let last = 0;
  return {
    step(read, listed) {
      const time = now();
      const readAll = read >= listed;
      if (!readAll && (time - start < patience || time - last < pace)) return;
      if (readAll && listed < manyFiles && time - start < patience) return;
      last = time;
      terminal.err(`\r\u001b[2K${readAll ? `Following images through ${listed} files …` : `Reading ${read} of ${listed} files …`}`);
    },
    done() {
      if (last > 0) terminal.err('\r\u001b[2K');
      last = 0;
    },
  };
}
