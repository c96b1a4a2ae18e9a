/** `standard`: the naming standard in force and the names in use; a section of a document kept up to date; a first configuration file. */
import { join, resolve } from 'node:path';
import { errorCode, readTextFile, replaceTextFile, writeResult } from '../../node/textFile';
import { inert } from '../../report/inert';
import { compareSection, standardJson, standardSection, standardText } from '../../report/standardTable';
import { standardDocument, workplaceOf } from '../../service/namingTable';
import { configurationFile, configurationFiles } from '../../standard/config';
import { initialConfig } from '../../standard/initialConfig';
import { has, valueOf, valuesOf, type Call, type Command, type Host } from '../command';
import { exitClean, exitFindings, exitUsage, UsageError } from '../exit';
import { explainNothingChecked } from '../nothingChecked';
import { oneOf } from '../options';
import type { Project } from '../project';
import type { Terminal } from '../terminal';

const documentFormats = ['text', 'markdown', 'json'] as const;

async function run(call: Call, host: Host): Promise<number> {
  const format = oneOf('--format', valueOf(call, 'format') ?? 'text', documentFormats);
  const files = has(call, 'check') ? [...valuesOf(call, 'check'), ...call.operands] : [];
  if (files.length === 0 && call.operands.length > 0) throw new UsageError('standard looks at the current folder; FILE goes with --check');
  if (has(call, 'write') && files.length === 0) throw new UsageError('--write needs --check FILE: the document to update');
  if (has(call, 'init') && files.length > 0) throw new UsageError('--init and --check exclude one another');
  const project = await host.open({ path: '.', config: valueOf(call, 'config'), severities: new Map(), onRead: () => undefined, debug: () => undefined });
  try {
    const analysis = await project.service.analyze();
    if (analysis.files.length === 0 && !has(call, 'init')) throw new UsageError(explainNothingChecked(project, analysis.notices));
    if (has(call, 'init')) return writeConfiguration(project, initialConfig(workplaceOf(analysis, project.overlay.include)), host.terminal);
    if (analysis.configurationProblems.length > 0) throw new UsageError('the configuration has problems; kubernaut-image-tags check lists them');
    const document = standardDocument(analysis);
    const section = standardSection(document);
    if (files.length > 0) return Math.max(...files.map((file) => keepSection(file, section, has(call, 'write'), host.terminal)));
    const texts = { text: () => standardText(document), markdown: () => `${section}\n`, json: () => standardJson(document) };
    host.terminal.out(texts[format]());
    return exitClean;
  } finally {
    project.dispose();
  }
}

function writeConfiguration(project: Project, text: string, terminal: Terminal): number {
  const path = join(project.folder, configurationFile);
  const existing = configurationFiles.find((name) => readTextFile(join(project.folder, name)).kind !== 'missing');
  if (existing !== undefined) throw new UsageError(`${existing} exists already; delete it first, or change it by hand`);
  try {
    writeResult(path, text);
  } catch (error) {
    throw new UsageError(`${configurationFile} could not be written (${errorCode(error)})`);
  }
  terminal.err(`kubernaut-image-tags: wrote ${configurationFile}; read it, and commit it\n`);
  return exitClean;
}

/** The exit status for one document. */
function keepSection(file: string, section: string, write: boolean, terminal: Terminal): number {
  const path = resolve(terminal.folder, file);
  const read = readTextFile(path);
  const say = (what: string): void => terminal.err(`kubernaut-image-tags: ${inert(file)}${what}\n`);
  if (read.kind === 'missing') throw new UsageError(`there is no document ${inert(file)}`);
  if (read.kind === 'skipped') throw new UsageError(`the document ${inert(file)} can't be read: ${read.reason}`);
  const state = compareSection(read.text, section);
  if (state.kind === 'same') return exitClean;
  if (state.kind === 'broken') {
    say(`: the section's markers are broken: ${state.why}`);
    return exitUsage;
  }
  if (!write) {
    say(state.kind === 'missing' ? ' has no section on image tags; add it with --write' : `:${state.line}: the table differs from the code; update it with --write`);
    return exitFindings;
  }
  if (read.notice !== undefined) throw new UsageError(`the document ${inert(file)} is ${read.notice}`);
  try {
    replaceTextFile(terminal.folder, path, state.updated, read.byteOrderMark);
  } catch (error) {
    throw new UsageError(`the document ${inert(file)} could not be written: ${inert(error instanceof Error ? error.message : String(error))}`);
  }
  say(' updated');
  return exitClean;
}

export const standard: Command = {
  name: 'standard',
  operands: '',
  summary: 'the naming standard in force, and the table of services and tags',
  options: {
    format: { value: documentFormats.join('|'), short: 'f', summary: 'how to write it (default text)' },
    config: { value: 'FILE', short: 'c', summary: 'the configuration (default: .kubernaut-image-tags.yaml)' },
    init: { summary: `write a commented ${configurationFile} from what the workspace shows` },
    check: { value: 'FILE', repeatable: true, summary: 'compare the section in a document with the code; exit status 1 when they differ' },
    write: { summary: 'with --check: update the section' },
  },
  examples: [
    { line: 'kubernaut-image-tags standard --format markdown', does: 'the section for a design decision, with the tags in use' },
    { line: 'kubernaut-image-tags standard --check docs/architecture/decisions/DD-TEST-001-port-allocation-strategy.md --write', does: 'keeps the section between its markers up to date' },
  ],
  run,
};
