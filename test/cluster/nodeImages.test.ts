/** What is on the node: the sentence of the incident's own evidence, from Node statuses and from crictl. */
import { describe, expect, test } from 'vitest';
import { parseCrictlImages, parseNodes, presenceOn, type NodeImages } from '../../src/cluster/nodeImages';
import { crictlImages, nodeObject } from '../support/clusterObjects';

const wanted = 'localhost/kubernaut-datastorage:e2e-test';

function nodeWith(images: readonly string[]): NodeImages | undefined {
  return parseNodes({ items: [nodeObject('worker', images.map((image) => [image]))] }).get('worker');
}

describe('images on a node', () => {
  test('the same repository under another tag', () => {
    const presence = presenceOn('worker', wanted, nodeWith(['docker.io/library/postgres:16', 'localhost/kubernaut-datastorage:e2e-test-datastorage']));
    expect(presence).toMatchObject({ verdict: 'other-tag', tags: ['localhost/kubernaut-datastorage:e2e-test-datastorage'] });
    expect(presence.sentence).toBe('The image is present under THIS tag: localhost/kubernaut-datastorage:e2e-test-datastorage');
  });

  test('alike', () => {
    const presence = presenceOn('worker', wanted, nodeWith(['docker.io/library/kubernaut-datastorage:e2e-test']));
    expect(presence.verdict).toBe('alike');
    expect(presence.sentence).toBe('Not present in any tag; alike: docker.io/library/kubernaut-datastorage:e2e-test');
  });

  test('absent, and only certain where the list is complete', () => {
    expect(presenceOn('worker', wanted, nodeWith(['docker.io/library/postgres:16'])).sentence).toBe('Not present in any tag.');
    const full = Array.from({ length: 50 }, (_, i) => `docker.io/library/image${String(i)}:1`);
    expect(presenceOn('worker', wanted, nodeWith(full)).sentence).toBe("Not among the 50 names that the node's status lists (it lists at most 50 images).");
    expect(presenceOn('worker', wanted, parseCrictlImages('worker', crictlImages(full)))).toMatchObject({ verdict: 'absent', sentence: 'Not present in any tag.', listedBy: 'crictl' });
  });

  test('present: names are read as the kubelet reads them', () => {
    expect(presenceOn('worker', 'postgres:16', nodeWith(['docker.io/library/postgres:16'])).verdict).toBe('present');
    expect(presenceOn('worker', 'kubernaut-datastorage:e2e-test', nodeWith([wanted])).verdict).toBe('alike');
  });

  test('unknown where the node is unknown, lists nothing, or the name is no reference', () => {
    expect(presenceOn('', wanted, undefined)).toMatchObject({ verdict: 'unknown', sentence: 'The pod is on no node yet.' });
    expect(presenceOn('worker', wanted, undefined).verdict).toBe('unknown');
    expect(presenceOn('worker', wanted, nodeWith([])).verdict).toBe('unknown');
    expect(presenceOn('worker', 'None:None', nodeWith([wanted])).verdict).toBe('absent');
  });

  test('crictl leaves no name for what is untagged', () => {
    expect(parseCrictlImages('n', { images: [{ repoTags: ['<none>:<none>'], repoDigests: [] }, { repoTags: null }] })?.images).toEqual([]);
    expect(parseCrictlImages('n', 'words')).toBeUndefined();
  });
});
