import { describe, expect, test } from 'vitest';
import { defaultStandard, findIgnore, findService, isLocal, isThirdParty, splitRegistry, standardForm, type Standard } from '../../src/standard/standard';

test('registry and path', () => {
  expect(splitRegistry('localhost:5001/a/b')).toEqual({ registry: 'localhost:5001', path: 'a/b' });
  expect(splitRegistry('kubernaut/a')).toEqual({ registry: '', path: 'kubernaut/a' });
  expect(splitRegistry('localhost')).toEqual({ registry: '', path: 'localhost' });
});

describe('whose image', () => {
  test.each([
    ['postgres', true], ['docker.io/library/postgres', true], ['quay.io/a/b', true], ['kindest/node', true], ['localhost/postgres', false],
    ['kubernaut-datastorage', false], ['postgres-exporter', false], ['localhost:5001/quay.io/a', false],
  ])('%s is a third party\'s: %s', (repository, expected) => {
    expect(isThirdParty(defaultStandard, repository)).toBe(expected);
  });
  test.each([['a', true], ['localhost/a', true], ['localhost:5001/a', true], ['127.0.0.1:5000/a', true], ['quay.io/a', false], ['localhost.example/a', false]])('%s is local: %s', (repository, expected) => {
    expect(isLocal(defaultStandard, repository)).toBe(expected);
  });
});

test('an image of Docker Hub is known by its short name, and only at the beginning', () => {
  const standard: Standard = { ...defaultStandard, thirdParty: ['postgres', 'mine/postgres'] };
  const repositories = ['postgres', 'docker.io/postgres', 'docker.io/library/postgres', 'docker.io/mine/postgres', 'mine/docker.io/library/postgres', 'docker.io/other/postgres', 'quay.io/postgres'];
  expect(repositories.map((repository) => isThirdParty(standard, repository))).toEqual([true, true, true, true, false, false, false]);
});

test('a service is found by each of its names and by no other', () => {
  expect(findService(defaultStandard, 'data-storage')?.name).toBe('datastorage');
  expect(findService(defaultStandard, 'storage')).toBeUndefined();
  expect(findService(defaultStandard, 'constructor')).toBeUndefined();
});

test('the standard form is the first that needs nothing but the service', () => {
  expect(standardForm(defaultStandard, 'gateway')).toBe('localhost/kubernaut-gateway:e2e-test-gateway');
  expect(standardForm({ ...defaultStandard, templates: [] }, 'gateway')).toBe('');
});

test('an ignore holds for its files and its rule', () => {
  const standard: Standard = { ...defaultStandard, ignores: [{ path: 'test/old/**', rule: 'never-built', reason: 'a' }, { path: 'test/**/gone.go', reason: 'b' }] };
  expect(findIgnore(standard, 'never-built', 'test/old/x.go')?.reason).toBe('a');
  expect(findIgnore(standard, 'tag-mismatch', 'test/old/x.go')).toBeUndefined();
  expect(findIgnore(standard, 'tag-mismatch', 'test/e2e/gone.go')?.reason).toBe('b');
  expect(findIgnore(standard, 'never-built', 'other/test/old/x.go')).toBeUndefined();
});
