import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { digestOf, keepMade } from '../../src/app/keep-made.ts';

afterAll(() => {
  for (const path of globSync(`node_modules/.cache/posko/kept-*-${process.pid}-*.bin`))
    rmSync(path);
});

test('what was made is kept as it was, until what it is made from changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'posko-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const name = `test-${process.pid}`;
  const make = vi.fn(() => ({ words: new Map([['a', 1]]), weights: Float32Array.of(0.5) }));
  const keep = (digest: string) => keepMade(folder, () => digest)(name, make);
  const made = keep('one');
  expect(keep('one')).toEqual(made);
  expect(make).toHaveBeenCalledTimes(1);
  keep('two');
  expect(make).toHaveBeenCalledTimes(2);
  keep('one');
  expect(make).toHaveBeenCalledTimes(3);
});

test('what cannot be made is not kept', () => {
  const keep = keepMade(undefined, () => 'none');
  const fail = () => {
    throw new Error('a flow leads nowhere');
  };
  expect(() => keep(`broken-${process.pid}`, fail)).toThrow('a flow leads nowhere');
  expect(keep(`broken-${process.pid}`, () => 'mended')).toBe('mended');
});

test('a digest follows the text, and the contents and names of the files', () => {
  const all = ['flows', 'locales'];
  const digest = digestOf('', all);
  expect(digestOf('', all)).toBe(digest);
  expect([digestOf('x', all), digestOf('', ['flows'])]).not.toContain(digest);
});
