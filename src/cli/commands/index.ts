/** The list of commands, the default first: a new command is one file and one line here. */
import type { Command } from '../command';
import { check } from './check';
import { explain } from './explain';
import { inventory } from './inventory';

export const commands: readonly Command[] = [check, inventory, explain];
