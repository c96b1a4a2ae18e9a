/** Row 83: what may become an argument. */
import { describe, expect, test } from 'vitest';
import { isContext, isNamespace, isNodeName } from '../../src/cluster/names';

const hostile = ['a" && touch x', '$(id)', '-oyaml', '--kubeconfig=/x', 'a\nb', 'a b', '', '`id`', 'a;b', '../x', 'a\u0000b', 'A', 'a\u202eb', '-', '.', 'x'.repeat(300)];

describe('row 83: names', () => {
  test.each(hostile)('%j is no namespace and no node', (name) => {
    expect(isNamespace(name)).toBe(false);
    expect(isNodeName(name)).toBe(false);
  });

  test.each(['default', 'notification-e2e', 'a', '0'])('%s is a namespace', (name) => {
    expect(isNamespace(name)).toBe(true);
  });

  test.each(['notification-e2e-worker', 'ip-10-0-0-1.eu-west-1.compute.internal'])('%s is a node', (name) => {
    expect(isNodeName(name)).toBe(true);
  });

  test.each(['kind-notification-e2e', 'user@cluster', 'arn:aws:eks:us-east-1:123:cluster/foo', 'my context', '$(id)'])('%s is a context: one argument, whatever it says', (name) => {
    expect(isContext(name)).toBe(true);
  });

  test.each(['-oyaml', '--kubeconfig=/x', 'a\nb', '', ' a', 'a\u001b[31m', 'a\u202eb', 'x'.repeat(600)])('%j is no context', (name) => {
    expect(isContext(name)).toBe(false);
  });
});
