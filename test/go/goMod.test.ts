import { expect, test } from 'vitest';
import { goModOf, type GoMod } from '../../src/go/goMod';

test.each<[string, string, Partial<GoMod>]>([
  ['a module', 'module example.com/x\n\ngo 1.24\n', { module: 'example.com/x' }],
  ['behind a comment, before one', '// Package x.\nmodule example.com/x // Deprecated: use y.\n', { module: 'example.com/x' }],
  ['a comment without a space', 'module example.com/x//y\n', { module: 'example.com/x' }],
  ['in quotes', 'module "example.com/x"\n', { module: 'example.com/x' }],
  ['in back quotes', 'module `example.com/x`\r\n', { module: 'example.com/x' }],
  ['in a block', 'module (\n\t// Ours.\n\n\texample.com/x\n)\n', { module: 'example.com/x' }],
  ['no module', 'go 1.24\nrequire module.example.com/x v1.0.0\n', { module: undefined }],
  ['half a line', 'module\n', { module: undefined }],
  ['a comment only', '// module example.com/x\n', { module: undefined }],
  ['two modules', 'module example.com/x\nmodule example.com/y\n', { module: undefined }],
  ['nothing', '', { module: undefined, replaced: [] }],
  ['a folder', 'replace example.com/y => ../y\n', { replaced: [{ path: 'example.com/y', folder: '../y' }] }],
  ['a folder for one version', 'replace example.com/y v1.2.3 => ./y // for now\n', { replaced: [{ path: 'example.com/y', folder: './y' }] }],
  ['without spaces', 'replace example.com/y=>./y\n', { replaced: [{ path: 'example.com/y', folder: './y' }] }],
  ['a quoted folder with a space', 'replace "example.com/y" => "./our y"\n', { replaced: [{ path: 'example.com/y', folder: './our y' }] }],
  ['a block', 'replace (\n\texample.com/y => ./y\n\texample.com/z v1.0.0 => github.com/z/z v1.0.1\n\t// example.com/a => ./a\n\texample.com/b v1.0.0 => /b\n)\nexclude example.com/c v1.0.0\n', { replaced: [{ path: 'example.com/y', folder: './y' }, { path: 'example.com/b', folder: '/b' }] }],
  ['other blocks', 'require (\n\texample.com/y v1.0.0\n)\nreplace example.com/y =>\nretract [v1.0.0, v1.1.0]\n', { replaced: [] }],
])('%s', (_, text, wanted) => {
  expect(goModOf(text)).toMatchObject(wanted);
});
