/** Row 88: credentials, tokens and home paths leave no report. */
import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../src/cluster/secrets';

describe('row 88: secrets', () => {
  test.each([
    ['Get "https://user:hunter2@registry.example.com/v2/": x', 'hunter2'],
    ['Failed to pull image "user:hunter2@registry.example.com/app:v1"', 'hunter2'],
    ['Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
    ['authorization: basic dXNlcjpodW50ZXIy', 'dXNlcjpodW50ZXIy'],
    ['token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'eyJzdWIiOiJ4In0'],
    ['denied for ghp_0123456789abcdefghij', '0123456789abcdefghij'],
    ['{"password":"hunter2secret"}', 'hunter2secret'],
    ['AWS_SECRET_ACCESS_KEY=abcd/efgh', 'abcd/efgh'],
    ['https://x.blob.core.windows.net/a?sv=1&sig=abcdefgh', 'abcdefgh'],
    ['client-key-data: LS0tLS1CRUdJTg', 'LS0tLS1CRUdJTg'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'MIIE'],
    ['open /home/alice/.kube/config: permission denied', 'alice'],
    ['open /Users/alice/.kube/config', 'alice'],
    ['open C:\\Users\\alice\\.kube\\config', 'alice'],
  ])('%s', (text, secret) => {
    expect(withoutSecrets(text)).not.toContain(secret);
  });

  test.each([
    'localhost/kubernaut-datastorage:e2e-test',
    `registry.example.com/app:v1@sha256:${'a'.repeat(64)}`,
    'dial tcp [::1]:443: connect: connection refused',
    'failed to authorize: failed to fetch anonymous token: unexpected status',
    'The kubelet tried /var/lib/home/x',
  ])('leaves %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  test('a hostile text costs no more than its length', () => {
    expect(withoutSecrets('a:'.repeat(2000)).length).toBe(4000);
    expect(withoutSecrets('password'.repeat(500)).length).toBeGreaterThan(0);
  });
});
