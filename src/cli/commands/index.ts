/** The list of commands, the default first: a new command is one file and one line here. */
import type { Command } from '../command';
import { check } from './check';
import { explain } from './explain';
import { inventory } from './inventory';
import { triage } from './triage';
import { standard } from './standard';

export const commands: readonly Command[] = [check, inventory, triage, standard, explain];
