import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import budget from './messages-per-conversation.json' with { type: 'json' };

/** Replies to each citizen of a transcript, every one of which may be paid for. */
function repliesIn(source: string): Record<string, number> {
  const count: Record<string, number> = {};
  for (const [, name = 'warga'] of source.matchAll(/^bot(?:@(\w+))?\s*</gm)) {
    count[name] = (count[name] ?? 0) + 1;
  }
  return count;
}

const transcripts = new Map(
  globSync('test/transcripts/*.chat').map((path) => [
    basename(path, '.chat'),
    repliesIn(readFileSync(path, 'utf8')),
  ]),
);
const most = (name: string) => Math.max(...Object.values(transcripts.get(name) ?? { none: 99 }));
const frozen: Readonly<Record<string, number>> = budget;

test.each(Object.keys(frozen))('%s costs no more messages than before', (name) => {
  expect(most(name)).toBeLessThanOrEqual(frozen[name] ?? 0);
});

test('every transcript has its number in messages-per-conversation.json, written anew with POSKO_BUDGET=1', async () => {
  const present = Object.fromEntries(
    [...transcripts.keys()].sort().map((name) => [name, most(name)]),
  );
  if (process.env.POSKO_BUDGET) {
    await expect(`${JSON.stringify(present, null, 2)}\n`).toMatchFileSnapshot(
      'messages-per-conversation.json',
    );
  }
  expect(Object.keys(frozen).sort()).toEqual(Object.keys(present));
});

test('a known hoax is answered by one message', () => {
  const source = readFileSync('test/transcripts/terusan-langsung-dijawab.chat', 'utf8');
  const [first = ''] = source.slice(source.indexOf('warga >') + 1).split('\nwarga >');
  expect(repliesIn(first)).toEqual({ warga: 1 });
});

test('a new tip takes three messages at most: consent, number, thanks', () => {
  for (const name of ['pesan-baru-sampai-nomor-laporan', 'asal-pesan', 'politik-uang']) {
    expect([name, most(name) <= 3]).toEqual([name, true]);
  }
});

/** Transcripts that lead one report from LAPOR to its packet. */
const REPORTS = [
  'lapor-pelanggaran-pemilu',
  'lapor-ujaran-kebencian',
  'lapor-penipuan',
  'lapor-perundungan-anak',
  'lapor-hoaks-bertautan',
  'lapor-hoaks-tanpa-tautan',
  'lapor-terlambat',
];

test('a report takes six messages on the median, up to its packet', () => {
  const counts = REPORTS.map((name) => {
    const source = readFileSync(`test/transcripts/${name}.chat`, 'utf8');
    const upTo = source.slice(source.indexOf('warga > lapor'), source.indexOf('*LAPORAN L'));
    return upTo.match(/^bot/gm)?.length ?? 0;
  }).sort((a, b) => a - b);
  expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(6);
});
