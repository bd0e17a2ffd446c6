import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readMedia } from '../../src/media/settings.ts';

const SET = { POSKO_FILES: 'on', POSKO_READERS: 1, POSKO_LINKS: 'off' } as const;

test.for([
  ['words alone are read', {}, 60_000],
  ['speech is heard', { POSKO_TRANSCRIBER: 'model' }, 300_000],
] as const)(
  'where %s, a recording may take its time, and anything else fifteen seconds',
  ([, set, timeoutMs]) => {
    expect(readMedia({ ...SET, ...set }).reader).toMatchObject({ timeoutMs, stillMs: 15_000 });
  },
);

test('the model is found from wherever a reading process starts', () => {
  const { reader } = readMedia({ ...SET, POSKO_TRANSCRIBER: 'model' });
  expect(reader?.environment).toEqual({ POSKO_TRANSCRIBER: resolve('model') });
});

test('where files are not read there is nothing that reads them', () => {
  expect(readMedia({ ...SET, POSKO_FILES: 'off' }).reader).toBeUndefined();
});
