import { expect, test } from 'vitest';
import type { Tip } from '../../src/domain/cases/case.ts';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import { claimFiles } from '../../src/services/fact-checks/claim-files.ts';
import { aCase, aTip } from '../support/builders.ts';

const CLAIM = 'Jembatan Cimuntur roboh kemarin sore';
const PRINTS = { hashes: Buffer.alloc(32, 7).toString('base64') };
const EVIDENCE: Evidence = { kind: 'picture', texts: [], asked: PRINTS, kept: PRINTS };
const store = { media: { evidenceOf: async () => EVIDENCE } } as unknown as Parameters<
  typeof claimFiles
>[0]['store'];

/** The files, by the first letter of their hash, that a verdict on some tips would be found by. */
function filesOf(...sent: Sent[]): Promise<string> {
  return filesBeside([], ...sent);
}

type Sent = Partial<Tip> & { file: string };

/** The same where a reviewer has set some files apart from the case. */
async function filesBeside(letters: readonly string[], ...sent: Sent[]): Promise<string> {
  const found = aCase({ claim: CLAIM, apart: letters.map((letter) => letter.repeat(64)) });
  const tips = sent.map(({ file, ...tip }) => {
    const media = [{ sha256: file.repeat(64), mime: 'image/jpeg' }];
    return aTip({ case: found.id, text: CLAIM, media, ...tip });
  });
  const files = await claimFiles({ store }, found, tips);
  return files.map(({ sha256 }) => sha256[0]).join('');
}

test('the file of the first tip leads to the verdict, one that came later only if two citizens sent it', async () => {
  const first = { file: 'a', citizen: 'w1' };
  expect(await filesOf(first)).toBe('a');
  expect(await filesOf(first, { file: 'b', citizen: 'w2' })).toBe('a');
  const [once, again] = [
    { file: 'b', citizen: 'w2' },
    { file: 'b', citizen: 'w2' },
  ];
  expect(await filesOf(first, once, again)).toBe('a');
  expect(await filesOf(first, once, { file: 'b', citizen: 'w3' })).toBe('ab');
});

test('a file whose words say something else leads to no verdict, however many sent it', async () => {
  const said = (text: string, citizen: string) => ({
    ...{ file: 'b', citizen },
    read: [{ source: 'picture' as const, text }],
  });
  const first = { file: 'a', citizen: 'w1' };
  const other = 'Bantuan tunai dua juta rupiah dibagikan lewat tautan resmi kementerian';
  expect(await filesOf(first, said(other, 'w2'), said(other, 'w3'))).toBe('a');
  expect(await filesOf(first, said(CLAIM, 'w2'), said(CLAIM, 'w3'))).toBe('ab');
});

test('a file that a reviewer has set apart leads to no verdict, whoever sent it', async () => {
  const sent = ['w1', 'w2', 'w3'].map((citizen) => ({ file: 'b', citizen }));
  expect(await filesOf(...sent)).toBe('b');
  expect(await filesBeside(['b'], ...sent)).toBe('');
});
