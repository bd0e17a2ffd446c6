import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnoseDictionaries } from '../../src/app/diagnostics/doctor.ts';
import { findThesaurus, openDictionaries } from '../../src/app/open-dictionaries.ts';
import { OWN_WORDS } from '../../src/matching/thesaurus.ts';
import { aFolder } from '../support/builders.ts';
import { hasDictionaries } from '../support/dictionaries.ts';

/** A folder with a thesaurus of one pair. */
function aDictionaryFolder(): string {
  const folder = aFolder();
  writeFileSync(join(folder, 'th_id_ID_v2.dat'), 'ISO-8859-1\nbanjir|1\n[n]|bah\n');
  return folder;
}

function open(dictionaries: string) {
  const warnings: string[] = [];
  return { ...openDictionaries({ dictionaries }, (what) => warnings.push(what)), warnings };
}

test('dictionaries are read from the configured folder', () => {
  const { thesaurus, warnings } = open(aDictionaryFolder());
  expect(thesaurus?.synonymsOf('bah')).toContain('banjir');
  expect(warnings).toEqual([]);
});

test('dictionaries that are missing are told with what to install, and nothing else is amiss', () => {
  const folder = aFolder();
  const { thesaurus, warnings } = open(folder);
  expect(thesaurus).toBe(OWN_WORDS.thesaurus);
  expect(warnings).toEqual([]);
  const found = diagnoseDictionaries({ dictionaries: folder });
  expect(found.map(({ state }) => state)).toEqual(['ok']);
  expect(found[0]?.detail).toContain('apt-get install mythes-id');
});

test('damaged dictionaries are told once, and the words of our own serve in their place', () => {
  const folder = aDictionaryFolder();
  writeFileSync(join(folder, 'th_id_ID_v2.dat'), '\0\0\0');
  const warnings: string[] = [];
  const opened = openDictionaries({ dictionaries: folder }, (what) => warnings.push(what));
  for (let twice = 0; twice < 2; twice += 1) {
    expect(opened.thesaurus).toBe(OWN_WORDS.thesaurus);
  }
  expect(warnings).toHaveLength(1);
  const found = diagnoseDictionaries({ dictionaries: folder });
  expect(found.map(({ state }) => state)).toEqual(['broken']);
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

  test('the doctor counts their words', () => {
    expect(findThesaurus({ dictionaries: undefined })).toContain('/mythes/');
    const found = diagnoseDictionaries({ dictionaries: undefined });
    expect(found.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^\d{5} words/)]);
  });
});
