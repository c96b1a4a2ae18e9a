/** What the tables of templates are held by: one template over values, as a chart's would be. */
import { dict, nil, text, unknown, type Data } from '../../../src/images/helm/data';
import { parseTemplate } from '../../../src/images/helm/parser';
import { newBudget, render } from '../../../src/images/helm/render';
import { textOf, type Text } from '../../../src/images/helm/text';
import { dataOf } from '../../../src/images/helm/yamlData';

/** `‹?›` is what isn't known, `~` stands before what may not be there. */
export function shown({ runs }: Text): string {
  return runs.map((run) => `${run.unsure ? '~' : ''}${run.hole ? '‹?›' : run.text}`).join('');
}

/** What it prints, or `failed`, `endless`, `refused`. */
export function printedBy(template: string, values = ''): string {
  const parsed = parseTemplate(textOf(template));
  if (!parsed) return 'refused';
  const rendered = render(parsed.body, contextWith(dataOf(textOf(values)) ?? nil), parsed.defined, newBudget());
  return rendered.kind === 'text' ? shown(rendered.text) : rendered.kind;
}

function contextWith(values: Data): Data {
  return dict([
    ['Values', values.kind === 'dict' ? values : dict()],
    ['Chart', dict([['Name', text('c')], ['AppVersion', text('1.2')]])],
    ['Release', dict([['Name', text('rel')]])],
    ['Capabilities', unknown],
  ]);
}

/** As JSON has it; what isn't known is `‹?›`. */
export function plain(data: Data): unknown {
  switch (data.kind) {
    case 'text':
      return shown(data.text);
    case 'number':
      return data.number;
    case 'bool':
      return data.value;
    case 'nil':
      return null;
    case 'list':
      return data.items.map(plain);
    case 'dict':
      return Object.fromEntries([...data.entries].map(([key, value]) => [key, plain(value)]));
    case 'unknown':
      return '‹?›';
  }
}
