import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { digestOf, keepMade } from '../../src/app/keep-made.ts';
import { aFolder } from '../support/builders.ts';

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

test('what is kept but cannot be read is made anew and kept again', () => {
  const name = `damaged-${process.pid}`;
  const make = vi.fn(() => 'whole');
  const keep = () => keepMade(undefined, () => 'one')(name, make);
  const path = `node_modules/.cache/posko/kept-${name}-one.bin`;
  keep();
  const bytes = readFileSync(path);
  for (const damaged of [Buffer.alloc(0), Buffer.alloc(bytes.length), bytes.subarray(0, -3)]) {
    writeFileSync(path, damaged);
    expect(keep()).toBe('whole');
    expect(readFileSync(path)).toEqual(bytes);
  }
  expect(make).toHaveBeenCalledTimes(4);
  expect(keep()).toBe('whole');
  expect(make).toHaveBeenCalledTimes(4);
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

test('a digest follows files and folders through links, as their readers do', () => {
  const [folder, elsewhere] = [aFolder(), aFolder()];
  const paths = [join(elsewhere, 'tip.yaml'), join(elsewhere, 'intents/help.yaml')];
  mkdirSync(join(elsewhere, 'intents'));
  for (const path of paths) writeFileSync(path, 'before');
  symlinkSync(join(elsewhere, 'tip.yaml'), join(folder, 'tip.yaml'));
  symlinkSync(join(elsewhere, 'intents'), join(folder, 'intents'));
  symlinkSync('nowhere', join(folder, '.#tip.yaml'));
  symlinkSync('.', join(folder, 'itself'));
  const digests = [digestOf('', [folder])];
  for (const path of paths) {
    writeFileSync(path, 'after');
    digests.push(digestOf('', [folder]));
  }
  expect(new Set(digests).size).toBe(3);
});
