import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isBearable } from '../../../src/media/documents/weigh-pdf.ts';
import { toBase85 } from '../../harm/hostile/pdf-bombs.ts';

const MiB = 1024 * 1024;
const packed = (times: number, bytes: Buffer = Buffer.from('Besok semua bank tutup')) =>
  Array.from({ length: times }).reduce((inner: Buffer) => deflateSync(inner), bytes);

const TOO_LARGE = deflateSync(Buffer.alloc(193 * MiB));
/** Small, and seen by how often it is packed. */
const BOMB = packed(4);

/** A file with streams one after the other. */
function aFile(...streams: (Buffer | string)[]): Buffer {
  const written = streams.map((each) =>
    Buffer.concat([Buffer.from('stream\n'), Buffer.from(each), Buffer.from('\nend')]),
  );
  return Buffer.concat([Buffer.from('%PDF-1.5\n'), ...written]);
}

/** With a sign after every few letters. */
const spaced = (letters: string, sign: string) => letters.replace(/.{20}/g, `$&${sign}`);
const hex = BOMB.toString('hex');
const letters = toBase85(BOMB);

test.for([
  ['as it is', BOMB],
  ['by its size', TOO_LARGE],
  ['by its size, packed three times', packed(2, TOO_LARGE)],
  ['in small letters and digits', `${hex}>`],
  ['in capitals', `${hex.toUpperCase()}>`],
  ['in lines', `${spaced(hex, '\r\n')}>`],
  ['in letters', `${letters}~>`],
  ['in letters behind their mark', `<~${letters}~>`],
  ['in lines of letters', `${spaced(letters, '\n\t ')}~>`],
  ['in letters with zero bytes between', `${spaced(letters, '\0')}~>`],
] as const)('a bomb is seen %s', async ([_, bomb]) => {
  expect(await isBearable(aFile(packed(1), bomb))).toBe(false);
});

test.for([
  ['many streams that are too much together', Array(4).fill(deflateSync(Buffer.alloc(50 * MiB)))],
  ['more streams than any document has', Array(20_001).fill('')],
] as const)('%s are not read', async ([_, streams]) => {
  expect(await isBearable(aFile(...streams))).toBe(false);
});

test.for([
  ['no stream at all', []],
  ['as many streams as a long book', Array(20_000).fill('')],
  ['a stream that is packed three times', [packed(3)]],
  ['streams that are no more than bearable', Array(3).fill(deflateSync(Buffer.alloc(60 * MiB)))],
  ['a stream that breaks off', [TOO_LARGE.subarray(0, 100)]],
] as const)('%s can be read', async ([_, streams]) => {
  expect(await isBearable(aFile(...streams))).toBe(true);
});
