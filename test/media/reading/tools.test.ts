import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openTools } from '../../../src/media/reading/tools.ts';
import { aFolder } from '../../support/builders.ts';
import { aSpeechFolder } from '../speech-model.ts';

const WORDS = 'besok semua bank tutup selama satu bulan penuh'.split(' ');

/** A program that knows Indonesian and sees the same words in every picture. */
function aTesseract(first = ''): string {
  const path = join(aFolder(), 'tesseract-of-ours');
  const rows = WORDS.map((word, at) => `5\t1\t1\t1\t1\t${at}\t9\t9\t9\t9\t96\t${word}`);
  const program = `#!/bin/sh
[ "$1" = --list-langs ] && echo ind && exit
${first}
cat > /dev/null
cat <<'END'
${rows.join('\n')}
END
`;
  writeFileSync(path, program, { mode: 0o700 });
  return path;
}

function aPicture(): Promise<Uint8Array> {
  const create = { width: 600, height: 200, channels: 3, background: '#fff' } as const;
  return sharp({ create }).png().toBuffer();
}

test('the program that reads pictures is told none of our secrets', async () => {
  const path = join(aFolder(), 'environment');
  vi.stubEnv('POSKO_KEY', 'geheim');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { textReader } = openTools({ POSKO_TESSERACT: aTesseract(`env > ${path}`) });
  onTestFinished(() => textReader.close());
  await textReader.read(await aPicture());
  const told = readFileSync(path, 'utf8');
  expect(told).toContain('OMP_THREAD_LIMIT=1');
  expect(told).not.toMatch(/POSKO|geheim/);
});

test('pictures are read by the program that the operator has named', async () => {
  const { textReader } = openTools({ POSKO_TESSERACT: aTesseract() });
  onTestFinished(() => textReader.close());
  const read = await textReader.read(await aPicture());
  if ('problem' in read) throw new Error(read.problem);
  expect(read.lines.flatMap(({ words }) => words.map(({ text }) => text))).toEqual(WORDS);
});

test('speech is heard by the model that the operator has named, and by none without a name', async () => {
  expect(await openTools({}).transcriber()).toBeUndefined();
  const folder = aSpeechFolder({ 'tokens.txt': undefined });
  const opening = openTools({ POSKO_TRANSCRIBER: folder }).transcriber();
  await expect(opening).rejects.toThrow(`${folder} holds no tokens.txt`);
});
