/** The functions of templates that are understood; any other gives what nobody knows. */
import { collections } from './collections';
import type { TemplateFunction } from './function';
import { logic } from './logic';
import { strings } from './strings';

export const functions: ReadonlyMap<string, TemplateFunction> = new Map([...logic, ...strings, ...collections]);
