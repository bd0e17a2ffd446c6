import { PictureIndex } from '../../../src/matching/pictures/picture-index.ts';
import { seededNumbers } from '../../support/generate.ts';

/** Twelve hashes a picture, as `readPicture` gives at most. */
const HASHES = 12;

/** How long an index of so many pictures takes to be asked for one hash and for sixty, and what it takes of memory. */
export function measureIndex(pictures: number): string {
  const random = seededNumbers(pictures);
  const make = (hashes: number) =>
    new Uint8Array(Uint32Array.from({ length: hashes * 8 }, () => random() * 2 ** 32).buffer);
  const before = memory();
  const index = new PictureIndex();
  const start = cpu();
  for (let picture = 0; picture < pictures; picture++) index.put(`p${picture}`, make(HASHES));
  const putTime = cpu() - start;
  const bytes = (memory() - before) / (pictures * HASHES);
  const ask = (hashes: number, within: number) => {
    const asked = make(hashes);
    const times = Array.from({ length: 9 }, () => {
      const from = cpu();
      index.find(asked, 10, within);
      return cpu() - from;
    });
    return `${(times.toSorted((a, b) => a - b)[4] ?? 0).toFixed(1)} ms`;
  };
  return `${pictures * HASHES} hashes of ${pictures} pictures: one hash ≤60 ${ask(1, 60)}; sixty ≤31 ${ask(60, 31)}, ≤60 ${ask(60, 60)}, ≤100 ${ask(60, 100)}; put ${((putTime / pictures) * 1000).toFixed(0)} µs a picture; ${bytes.toFixed(0)} bytes a hash`;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage(); // external: typed arrays and the memory of WebAssembly
  return heapUsed + external;
}
