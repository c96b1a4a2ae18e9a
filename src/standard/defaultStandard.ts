/**
 * DD-TEST-001 as data: the three documented ways of naming images, the services of its table, and what every cluster brings along.
 * Knows no logic.
 */
import type { Standard } from './standard';
import { parseTemplate, type Template } from './template';

/** A configuration can pin one of the documented ways by name. */
export const presets = ['e2e-test-service', 'infra-consumer-uuid', 'service-user-hash-time'] as const;
export type Preset = (typeof presets)[number];

const presetTexts: Readonly<Record<Preset, string>> = {
  'e2e-test-service': 'localhost/kubernaut-{service}:e2e-test-{service}',
  'infra-consumer-uuid': 'localhost/{infrastructure}:{consumer}-{uuid}',
  'service-user-hash-time': '{service}-{user}-{git-hash}-{timestamp}',
};

function templateOf(text: string): Template[] {
  const parsed = parseTemplate(text);
  return parsed.kind === 'template' ? [parsed.template] : [];
}

/** The templates of one preset. */
export function presetTemplates(preset: Preset): readonly Template[] {
  return templateOf(presetTexts[preset]);
}

/** DD-TEST-001 with all its documented ways accepted. */
export const defaultStandard: Standard = {
  templates: [...presetTemplates('e2e-test-service'), ...presetTemplates('service-user-hash-time'), ...presetTemplates('infra-consumer-uuid')],
  prefixes: ['kubernaut-', 'kubernaut/'],
  services: [
    { name: 'gateway', aliases: [], rationale: 'Unique per service.' },
    { name: 'datastorage', aliases: ['data-storage'], rationale: 'Unique per service; a shared dependency of most suites, so every suite names this one tag.' },
    { name: 'notification', aliases: [], rationale: 'Service-specific: its own suite builds it and nobody shares it.' },
    { name: 'signalprocessing', aliases: ['signal-processing'], rationale: 'Unique per service.' },
  ],
  sharedDependencies: ['datastorage'],
  exceptions: [
    {
      image: 'localhost/kubernaut-notification:e2e-test',
      reason: 'DD-TEST-001 allows the generic tag for the notification service: only its own suite uses the image.',
    },
  ],
  genericTags: ['', 'latest', 'e2e-test', 'test', 'dev'],
  thirdParty: [
    'docker.io/**', 'index.docker.io/**', 'quay.io/**', 'ghcr.io/**', 'gcr.io/**', 'registry.k8s.io/**', 'k8s.gcr.io/**',
    'mcr.microsoft.com/**', 'public.ecr.aws/**', 'registry.access.redhat.com/**', 'registry.redhat.io/**', 'kindest/**',
    'postgres', 'redis', 'nginx', 'busybox', 'alpine', 'ubuntu', 'debian', 'registry', 'curlimages/**', 'prom/**', 'grafana/**', 'bitnami/**',
  ],
  localRegistries: ['localhost', 'localhost:*', '127.0.0.1:*', 'kind-registry:*'],
  builders: [],
  loaders: [],
  deployers: [],
  ignores: [],
  engine: 'auto',
};
