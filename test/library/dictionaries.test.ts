import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { diagnoseDictionaries } from '../../src/app/diagnostics/diagnose-dictionaries.ts';
import { findDictionaries, openDictionaries } from '../../src/app/open-dictionaries.ts';
import { aFolder } from '../support/builders.ts';
import { hasDictionaries } from '../support/dictionaries.ts';
import { jsonLines, posko, toInput } from '../support/posko.ts';

/** A folder with a thesaurus of one pair and a dictionary of one word. */
function aDictionaryFolder(): string {
  const folder = aFolder();
  writeFileSync(join(folder, 'th_id_ID_v2.dat'), 'ISO-8859-1\nbanjir|1\n[n]|bah\n');
  writeFileSync(join(folder, 'freedict-eng-ind.index'), 'flood\tA\tR\n');
  writeFileSync(join(folder, 'freedict-eng-ind.dict.dz'), gzipSync('flood <n>\nbanjir\n'));
  return folder;
}

function open(dictionaries: string) {
  const warnings: string[] = [];
  return { ...openDictionaries({ dictionaries }, (what) => warnings.push(what)), warnings };
}

test('dictionaries are read from the configured folder', () => {
  const { thesaurus, english, warnings } = open(aDictionaryFolder());
  expect(thesaurus?.synonymsOf('bah')).toContain('banjir');
  expect(english?.inIndonesian('flood')).toEqual(['banjir']);
  expect(warnings).toEqual([]);
});

test('posko match finds a fact-check by an English word where it has the dictionary', async () => {
  const store = join(aFolder(), 'store.jsonl');
  const factCheck = { id: 'a', title: 'Banjir merendam bandara', verdict: 'salah', org: 'Posko' };
  writeFileSync(store, toInput(factCheck));
  const found = async (POSKO_DICTIONARIES: string) => {
    const input = toInput({ id: 1, text: 'floods' });
    const ran = await posko(['match', '--store', store], { input, env: { POSKO_DICTIONARIES } });
    return jsonLines(ran.stdout).map(({ matches }) => matches);
  };
  expect(await found(aDictionaryFolder())).toEqual([[{ id: 'a', score: expect.any(Number) }]]);
  expect(await found(aFolder())).toEqual([[]]);
});

test('dictionaries that are missing are told with what to install, and nothing else is amiss', () => {
  const folder = aFolder();
  const { thesaurus, english, warnings } = open(folder);
  expect([thesaurus, english, warnings]).toEqual([undefined, undefined, []]);
  const found = diagnoseDictionaries({ dictionaries: folder });
  expect(found.map(({ state }) => state)).toEqual(['ok', 'ok']);
  expect(found[0]?.detail).toContain('apt-get install mythes-id');
  expect(found[1]?.detail).toContain('apt-get install dict-freedict-eng-ind');
});

test('damaged dictionaries are told once and left out', () => {
  const folder = aDictionaryFolder();
  writeFileSync(join(folder, 'th_id_ID_v2.dat'), '\0\0\0');
  copyFileSync(join(folder, 'freedict-eng-ind.index'), join(folder, 'freedict-eng-ind.dict.dz'));
  const warnings: string[] = [];
  const opened = openDictionaries({ dictionaries: folder }, (what) => warnings.push(what));
  for (let twice = 0; twice < 2; twice += 1) {
    expect(opened.thesaurus).toBeUndefined();
    expect(opened.english).toBeUndefined();
  }
  expect(warnings).toHaveLength(2);
  const found = diagnoseDictionaries({ dictionaries: folder });
  expect(found.map(({ state }) => state)).toEqual(['broken', 'broken']);
  expect(found[0]?.detail).toContain('no words were found');
});

describe.runIf(hasDictionaries())('the dictionaries of Debian', () => {
  const opened = openDictionaries({ dictionaries: undefined }, (what) => {
    throw new Error(what);
  });

  test('the thesaurus knows synonyms and opposites of common words', () => {
    const { thesaurus } = opened;
    expect(thesaurus?.size).toBeGreaterThan(15_000);
    expect(thesaurus?.synonymsOf('bagi')).toContain('salur');
    expect(thesaurus?.synonymsOf('hapus')).toContain('cabut');
    expect(thesaurus?.antonymsOf('turun')).toContain('naik');
    expect(thesaurus?.synonymsOf('turun')).not.toContain('naik');
  });

  test('the dictionary translates common words', () => {
    const { english } = opened;
    expect(english?.size).toBeGreaterThan(6_000);
    expect(english?.inIndonesian('vaccines')).toEqual(['vaksin']);
    expect(english?.inIndonesian('elections')).toContain('pilih');
  });

  test('the doctor counts their words', () => {
    expect(findDictionaries({ dictionaries: undefined }).english).toContain('/dictd/');
    const found = diagnoseDictionaries({ dictionaries: undefined });
    expect(found.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^\d{5} words/),
      expect.stringMatching(/^\d{4} words/),
    ]);
  });
});
