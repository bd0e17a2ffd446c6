import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeError } from '../../src/app/describe-error.ts';
import { diagnoseMatching } from '../../src/app/diagnostics/doctor.ts';
import { openMatching } from '../../src/app/open-matching.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';
import { createGenerator } from '../support/generate.ts';
import { aThreadThat, CONFIG, EXIT } from './threads.ts';

test('a thesaurus is read by the thread alone', async () => {
  const dictionaries = mkdtempSync(join(tmpdir(), 'posko-'));
  onTestFinished(() => rmSync(dictionaries, { recursive: true }));
  writeFileSync(join(dictionaries, 'th_id_ID_v2.dat'), '');
  const { factCheck, message } = createGenerator(7);
  const known = Array.from({ length: 100 }, (_, n) => aFactCheck(factCheck(n)));
  const { factChecks } = await openMemoryStore(known);
  const told: string[] = [];
  const tell = (what: string) => told.push(what);
  const config = { ...CONFIG, dictionaries };
  const { engines } = openMatching(config, { tell, now: () => 0, cores: 2 });
  const index = await FactCheckIndex.open(factChecks, { engines });
  onTestFinished(() => index.close());
  await Promise.all(Array.from({ length: 20 }, () => index.match({ text: message(known) })));
  expect(told).toEqual([expect.stringContaining('cannot be read as a thesaurus')]);
});

test('a machine with one core matches where it runs, and so does one whose operator wants it', () => {
  const parts = { tell: () => {}, now: () => 0 };
  expect(openMatching(CONFIG, { ...parts, cores: 1 }).engines).toBeUndefined();
  const here = { ...CONFIG, matching: 'here' } as const;
  expect(openMatching(here, { ...parts, cores: 2 }).engines).toBeUndefined();
});

test('the doctor starts a thread, and says what to do where none can work', async () => {
  expect(await diagnoseMatching(CONFIG, { cores: 2 })).toMatchObject({ state: 'ok' });
  const dying = { cores: 2, start: aThreadThat(EXIT, ['match']) };
  const { state, detail } = await diagnoseMatching(CONFIG, dying);
  expect([state, detail]).toEqual(['warning', expect.stringMatching(/ended with 7; .*=here$/)]);
  const here = await diagnoseMatching({ ...CONFIG, matching: 'here' });
  expect(here).toMatchObject({ state: 'ok', detail: expect.stringContaining('with the rest') });
});

test.each([
  'the thread that matches failed: ERR_WORKER_OUT_OF_MEMORY',
  'the thread that matches ended with 7',
  'matching took longer than 5 s',
  'matching goes on without a thread of its own, as that was lost again and again',
  'the index is being opened',
  'matching failed at this before',
])('the log knows the words "%s"', (words) => {
  expect(describeError(new Error(words)).message).toBeDefined();
});
