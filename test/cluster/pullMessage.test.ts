/** Row 86: every real message of the corpus gets the cause that a person reads out of it, and what nobody knows stays unknown. */
import { describe, expect, test } from 'vitest';
import { classifyPullMessage, classifyPullMessages } from '../../src/cluster/pullMessage';
import { pullFacts } from './pullMessages';

describe('row 86: pull messages of kubelets and runtimes', () => {
  test('the corpus is large enough and covers every runtime', () => {
    expect(pullFacts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(pullFacts.map((fact) => fact.runtime))).toEqual(new Set(['containerd', 'cri-o', 'docker', 'kubelet']));
    expect(new Set(pullFacts.map((fact) => fact.message)).size).toBe(pullFacts.length);
  });

  test.each(pullFacts)('$want: $runtime $version ($seen)', (fact) => {
    const cause = classifyPullMessage(fact.message, fact.image);
    expect(cause.kind).toBe(fact.want);
    expect(cause.raw).toBe(fact.message);
  });

  test('localhost refused says what the image needs', () => {
    expect(classifyPullMessage('dial tcp [::1]:443: connect: connection refused').sentence).toBe(
      'Kubernetes tried a registry on localhost: this image exists only if it was loaded under exactly this name.',
    );
  });

  test.each(['x509', 'unauthorized', 'no-such-host', 'rate-limit', 'toomanyrequests'])('an image named %s decides nothing', (name) => {
    const image = `localhost/${name}:429`;
    expect(classifyPullMessage(`Failed to pull image "${image}": failed to resolve reference "${image}": dial tcp [::1]:443: connect: connection refused`, image).kind).toBe('localhost-refused');
    expect(classifyPullMessage(`Failed to pull image "${image}": something new`, image).kind).toBe('unknown');
  });

  test('the reason decides where the message is silent', () => {
    expect(classifyPullMessage('', 'x', 'ErrImageNeverPull').kind).toBe('never-pull');
    expect(classifyPullMessage('', 'x', 'InvalidImageName').kind).toBe('invalid-name');
    expect(classifyPullMessage('', 'x', 'ImageInspectError').kind).toBe('inspect');
    expect(classifyPullMessage('', 'x', 'RegistryUnavailable').kind).toBe('refused');
    expect(classifyPullMessage('', 'x', 'ImagePullBackOff').kind).toBe('back-off');
  });

  test('an ingress that answers on the node’s port 443 is no registry either', () => {
    const image = 'localhost/app:v1';
    const head = `Failed to pull image "${image}": failed to do request: Head "https://localhost/v2/app/manifests/v1": `;
    for (const end of ['tls: failed to verify certificate: x509: certificate is valid for ingress.local, not localhost', 'http: server gave HTTP response to HTTPS client', 'EOF', 'unexpected status: 404 Not Found']) {
      expect(classifyPullMessage(head + end, image).kind).toBe('localhost-refused');
    }
    expect(classifyPullMessage(`${head}no match for platform in manifest: not found`, image).kind).toBe('platform');
    expect(classifyPullMessage('Head "https://localhost:5001/v2/app/manifests/v1": 404 Not Found', 'localhost:5001/app:v1').kind).toBe('not-found');
  });

  test('of several messages the newest that tells something wins', () => {
    const refused = 'dial tcp [::1]:443: connect: connection refused';
    expect(classifyPullMessages(['Failed: manifest unknown', refused, 'Back-off pulling image "x"'], 'x', 'ImagePullBackOff').raw).toBe(refused);
    expect(classifyPullMessages(['nobody knows', 'Back-off pulling image "x"'], 'x', 'ImagePullBackOff')).toMatchObject({ kind: 'unknown', raw: 'nobody knows' });
    expect(classifyPullMessages([], 'x', 'ImagePullBackOff').kind).toBe('back-off');
  });

  test('a hostile megabyte is sorted, not choked on', () => {
    expect(classifyPullMessage('"'.repeat(50_000) + 'https://'.repeat(50_000)).kind).toBe('unknown');
    expect(classifyPullMessage('repository '.repeat(100_000)).kind).toBe('unknown');
  });
});
