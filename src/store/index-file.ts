import { randomUUID } from 'node:crypto';
import { open, rename, writeFile } from 'node:fs/promises';
import type { IndexSnapshot, IndexSnapshotStore } from '../ports/store.ts';

const HEADER = 16;

/** Index in a file: its change number, length of the words, words, evidence; written atomically. */
export class IndexFile implements IndexSnapshotStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<IndexSnapshot | undefined> {
    const file = await open(this.#path).catch(() => undefined);
    if (!file) return undefined;
    try {
      const left = (await file.stat()).size - HEADER;
      if (left < 0) return undefined;
      const header = Buffer.alloc(HEADER);
      await file.read(header);
      const length = Math.min(Number(header.readBigUInt64LE(8)), left);
      // Each in a buffer of its own, because the index needs alignment to 32 bits, and gives it back when it has read it.
      const [words, evidence] = [new Uint8Array(length), new Uint8Array(left - length)];
      await file.readv([words, evidence], HEADER);
      return { change: Number(header.readBigUInt64LE(0)), words, evidence };
    } catch {
      return undefined; // what cannot be read is made again
    } finally {
      await file.close();
    }
  }

  async write({ change, words, evidence }: IndexSnapshot): Promise<void> {
    const header = Buffer.alloc(HEADER);
    header.writeBigUInt64LE(BigInt(change));
    header.writeBigUInt64LE(BigInt(words.length), 8);
    const draft = `${this.#path}.${randomUUID()}`; // process numbers repeat across containers
    await writeFile(draft, [header, words, evidence], { mode: 0o600 });
    await rename(draft, this.#path);
  }
}
