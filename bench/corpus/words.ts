/** The words that the made corpus speaks: services, things, deeds, sentences. Some aren't ASCII, as in real suites. */
import type { Random } from './random';

export const services = [
  'gateway', 'datastorage', 'notification', 'signalprocessing', 'orchestrator', 'workflow', 'analysis', 'scheduler', 'inventory', 'billing', 'catalog', 'identity', 'audit', 'metrics', 'search', 'webhook',
];

export const nouns = [
  'alert', 'signal', 'request', 'workflow', 'policy', 'event', 'session', 'record', 'namespace', 'deployment', 'cluster', 'metric', 'channel', 'template', 'context', 'label', 'owner', 'retry', 'window', 'result', 'phase', 'status', 'approval',
  'incident', 'remediation', 'resource', 'payload', 'fingerprint', 'severity', 'timeline', 'enrichment', 'schema', 'catalog', 'queue', 'endpoint', 'token', 'replica', 'probe', 'volume',
];

export const verbs = ['create', 'update', 'delete', 'deliver', 'verify', 'enrich', 'route', 'approve', 'reject', 'retry', 'expire', 'record', 'notify', 'classify', 'correlate', 'resolve', 'escalate', 'publish', 'await', 'deduplicate'];

const adverbs = ['immediately', 'exactly once', 'within the window', 'after a restart', 'in order', 'under load', 'without duplicates', 'for each namespace', 'when the API server is slow', 'even if the first attempt fails'];

const marks = ['→', '–', '✓', '≤', '…', '⚠️', '📋', 'naïve', 'größer', '日本'];

export function title(word: string): string {
  return word.replace(/(?:^|[ -])([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `verb noun` as a Go name. */
export function goName(random: Random): string {
  return `${title(random.pick(verbs))}${title(random.pick(nouns))}`;
}

export function lowerName(random: Random): string {
  return `${random.pick(nouns)}${title(random.pick(nouns))}`;
}

/** Without a full stop. About every fifth has a character outside ASCII, when `foreign` allows it. */
export function sentence(random: Random, foreign: boolean): string {
  const words = `${random.pick(verbs)} the ${random.pick(nouns)} of the ${random.pick(nouns)} ${random.pick(adverbs)}`;
  return foreign && random.chance(0.2) ? `${words} ${random.pick(marks)} ${random.pick(nouns)}` : words;
}

export const licence = `/*
Copyright 2026 The authors of this made-up suite.

Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
*/
`;
