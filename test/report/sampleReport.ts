/** The seed's bug as a report, by hand: what the formats are tested on. Knows no service. */
import type { Finding } from '../../src/base/finding';
import type { Range } from '../../src/base/text';
import type { CheckReport, InventoryReport, SiteRow } from '../../src/report/format';

export const root = 'file:///work%20space';
export const deployUri = `${root}/test/infrastructure/notification.go`;
export const buildUri = `${root}/test/infrastructure/datastorage.go`;

export const deployText = `package infrastructure

func deployDataStorageForNotification() []corev1.Container {
\treturn []corev1.Container{{Image: "localhost/kubernaut-datastorage:e2e-test"}}
}
`;
export const buildText = `package infrastructure

func buildDataStorageImage() {
\texec.Command("podman", "build", "-t", "localhost/kubernaut-datastorage:e2e-test-datastorage", ".").Run()
}
`;

export function range(line: number, from: number, to: number): Range {
  return { start: { line, character: from }, end: { line, character: to } };
}

const built = 'localhost/kubernaut-datastorage:e2e-test-datastorage';
const deployed = 'localhost/kubernaut-datastorage:e2e-test';

export const mismatch: Finding = {
  rule: 'tag-mismatch',
  severity: 'error',
  message: `${deployed} is deployed, but the image is built as ${built} (test/infrastructure/datastorage.go:4). The pod will never start.`,
  at: { uri: deployUri, range: range(3, 67, 75) },
  image: deployed,
  function: 'deployDataStorageForNotification',
  built: [built],
  related: [
    { at: { uri: buildUri, range: range(3, 40, 92) }, message: `built here as ${built}`, kind: 'other' },
    { at: { uri: deployUri, range: range(2, 5, 37) }, message: 'result of deployDataStorageForNotification', kind: 'trail' },
  ],
  fixes: [
    { title: 'Use the tag that is built: e2e-test-datastorage', preferred: true, safe: true, edits: [{ uri: deployUri, range: range(3, 67, 75), expected: 'e2e-test', newText: 'e2e-test-datastorage' }] },
    { title: 'Ignore tag-mismatch on this line', preferred: false, safe: false, edits: [{ uri: deployUri, range: range(3, 0, 0), expected: '', newText: '\t// image-tags:ignore tag-mismatch\n' }] },
  ],
  tags: [],
};

export const unusedBuild: Finding = {
  rule: 'unused-build',
  severity: 'warning',
  message: 'localhost/kubernaut-gateway:e2e-test-gateway is built, but nothing deploys it.',
  at: { uri: buildUri, range: range(3, 40, 92) },
  image: 'localhost/kubernaut-gateway:e2e-test-gateway',
  function: '',
  built: [],
  related: [],
  fixes: [],
  tags: ['unnecessary'],
};

function site(role: string, idiom: string, uri: string, at: Range, images: string[], engine: string): SiteRow {
  return { role, idiom, uri, range: at, function: 'f', images, from: [], engine, complete: true, flows: ['SetupNotification'], dead: false, related: [{ uri, range: at, message: images[0] ?? '' }] };
}

export const sites: readonly SiteRow[] = [
  site('build', 'container-cli', buildUri, range(3, 39, 93), [built], 'podman'),
  site('deploy', 'pod-spec', deployUri, range(3, 35, 76), [deployed], ''),
  site('deploy', 'yaml-manifest', deployUri, range(3, 1, 7), ['localhost/kubernaut-gateway:{env:TAG}', 'quay.io/jetstack/cert-manager:v1'], ''),
];

export const report: CheckReport = {
  kind: 'check',
  root,
  findings: [mismatch, unusedBuild, { ...unusedBuild, severity: 'info', rule: 'nonstandard-tag', message: '`localhost/x:1` follows no scheme.', at: { uri: buildUri, range: range(0, 0, 7) } }],
  suppressed: [{ finding: { ...mismatch, function: 'other', rule: 'generic-tag' }, justification: 'only its own suite uses it', kind: 'inSource' }],
  notices: [{ uri: `${root}/test/e2e/broken%20%231.go`, message: 'not valid UTF-8, read with replacement' }],
  rules: [
    { id: 'tag-mismatch', severity: 'error', summary: 'A deployed tag that nobody built.', help: '# tag-mismatch\n\nThe pod never starts.', url: 'https://example.org/rules.md#tag-mismatch' },
    { id: 'unused-build', severity: 'warning', summary: 'A build that nothing deploys.', help: 'Delete it.', url: 'https://example.org/rules.md#unused-build' },
  ],
  version: '0.1.0',
  summary: { files: 2, sites: 3, unresolved: 1, error: 1, warning: 1, info: 1, hint: 0, milliseconds: 40 },
  sites,
};

export const inventory: InventoryReport = {
  kind: 'inventory',
  root,
  sites,
  notices: [],
  version: '0.1.0',
  summary: { files: 2, sites: 3, resolved: 2, partial: 1, unresolved: 0 },
};

export function source(uri: string): string | undefined {
  return uri === deployUri ? deployText : uri === buildUri ? buildText : undefined;
}

/** The report with one foreign string in every place that can hold one. */
export function hostileReport(evil: string): CheckReport {
  const uri = `${root}/test/${encodeURIComponent(evil.replaceAll('/', '_').replace(/[\0\p{Cs}]/gu, '')) || 'x'}.go`;
  const finding: Finding = {
    ...mismatch,
    message: evil,
    image: `localhost/${evil}:v1`,
    function: evil,
    built: [`localhost/${evil}:v2`],
    at: { uri, range: range(0, 0, Math.min(5, evil.length)) },
    related: [{ at: { uri, range: range(0, 0, 0) }, message: evil, kind: 'other' }, { at: { uri, range: range(0, 0, 0) }, message: evil, kind: 'trail' }],
    fixes: [{ title: evil, preferred: true, safe: true, edits: [{ uri, range: range(0, 0, 0), expected: '', newText: evil }] }],
  };
  return {
    ...report,
    findings: [finding],
    suppressed: [{ finding, justification: evil, kind: 'external' }],
    notices: [{ uri, message: evil }],
    sites: [{ ...site('build', 'container-cli', uri, range(0, 0, 1), [`localhost/${evil}:v2`], 'podman'), function: evil }, site('deploy', 'pod-spec', uri, range(0, 0, 1), [`localhost/${evil}:v1`], '')],
  };
}
