/** The list of output formats: a new format is one file and one line here. */
import type { Format } from './format';
import { github } from './github';
import { json } from './json';
import { markdown } from './markdown';
import { sarif } from './sarif';
import { text } from './text';

export const formats: readonly Format[] = [text, json, sarif, github, markdown];
