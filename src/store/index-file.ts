import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { IndexSnapshot, IndexSnapshotStore } from '../ports/store.ts';

const HEADER = 16;

/** Index in a file: its change number, length of the words, words, evidence; written atomically. */
export class IndexFile implements IndexSnapshotStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<IndexSnapshot | undefined> {
    const file = await readFile(this.#path).catch(() => undefined);
    if (!file || file.length < HEADER) return undefined;
    // Copies, because the index needs alignment to 32 bits.
    const end = HEADER + Number(file.readBigUInt64LE(8));
    return {
      change: Number(file.readBigUInt64LE(0)),
      words: new Uint8Array(file.subarray(HEADER, end)),
      evidence: new Uint8Array(file.subarray(end)),
    };
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
