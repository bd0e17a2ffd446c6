import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { IndexShelf, IndexSnapshot } from '../tipline/ports.ts';

const HEADER = 8;

/** An index in a file: the change it includes, then its bytes; a file is there whole or not at all. */
export class IndexFile implements IndexShelf {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<IndexSnapshot | undefined> {
    const file = await readFile(this.#path).catch(() => undefined);
    if (!file || file.length < HEADER) return undefined;
    // A copy of its own begins where the index wants it to: at a whole number of 32-bit places.
    return {
      change: Number(file.readBigUInt64LE(0)),
      bytes: new Uint8Array(file.subarray(HEADER)),
    };
  }

  async write({ change, bytes }: IndexSnapshot): Promise<void> {
    const header = Buffer.alloc(HEADER);
    header.writeBigUInt64LE(BigInt(change));
    const draft = `${this.#path}.${randomUUID()}`; // process numbers repeat over containers
    await writeFile(draft, [header, bytes], { mode: 0o600 });
    await rename(draft, this.#path);
  }
}
