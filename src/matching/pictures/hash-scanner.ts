import { HASH_BYTES } from './pdq.ts';
import { scanProgram } from './scan-program.ts';

/** 256-bit hashes by slot; finds all within a number of differing bits by comparing every one. */
export class HashScanner {
  private readonly memory: WebAssembly.Memory;
  private readonly run: Run;
  private bytes: Uint8Array;
  /** Number of slots; less removes the last ones. */
  length = 0;

  constructor() {
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(scanProgram), (byte) => byte.charCodeAt(0)),
    );
    const { exports } = new WebAssembly.Instance(compiled);
    this.memory = exports.memory as WebAssembly.Memory; // exported by scan-program.wat, as is the other
    this.run = exports.run as Run;
    this.bytes = new Uint8Array(this.memory.buffer);
  }

  add(hash: Uint8Array): void {
    this.reserve(this.length + 1);
    this.write(this.length++, hash);
  }

  at(slot: number): Uint8Array {
    const start = startOf(slot);
    return Uint8Array.from(
      { length: HASH_BYTES },
      (_, byte) => this.bytes[start + byte * GROUP] ?? 0,
    );
  }

  /** Calls `hit` for each slot within `limit` (below 255), with its smallest distance. */
  find(hashes: Uint8Array, limit: number, hit: (slot: number, distance: number) => void): void {
    const asked = hashes.length / HASH_BYTES;
    for (let first = 0; first < asked; first += TABLES) {
      const tables = Math.min(TABLES, asked - first);
      for (let table = 0; table < tables; table++) {
        const start = (first + table) * HASH_BYTES;
        this.writeTable(table, hashes.subarray(start, start + HASH_BYTES));
      }
      this.scan(tables, limit, hit);
    }
  }

  private scan(tables: number, limit: number, hit: (slot: number, distance: number) => void): void {
    const tablesEnd = PLACE.tables + tables * TABLE_BYTES;
    const groups = Math.ceil(this.length / GROUP);
    for (let group = 0; group < groups; group += STRETCH) {
      const end = Math.min(groups, group + STRETCH);
      this.run(startOf(group * GROUP), startOf(end * GROUP), tablesEnd, limit);
      const firstSlot = group * GROUP;
      const count = Math.min(this.length, end * GROUP) - firstSlot;
      for (let at = 0; at < count; at++) {
        const distance = this.bytes[PLACE.distances + at] ?? 255;
        if (distance <= limit) hit(firstSlot + at, distance);
      }
    }
  }

  private writeTable(table: number, hash: Uint8Array): void {
    let at = PLACE.tables + table * TABLE_BYTES;
    for (const byte of hash) {
      for (const half of [byte & 15, byte >> 4]) {
        for (let other = 0; other < 16; other++) this.bytes[at++] = BITS[half ^ other] ?? 0;
      }
    }
  }

  write(slot: number, hash: Uint8Array): void {
    const start = startOf(slot);
    for (let byte = 0; byte < HASH_BYTES; byte++)
      this.bytes[start + byte * GROUP] = hash[byte] ?? 0;
  }

  private reserve(slots: number): void {
    const wanted = startOf(slots - 1) + GROUP_BYTES;
    if (wanted <= this.bytes.length) return;
    this.memory.grow(Math.ceil((wanted - this.bytes.length) / PAGE));
    this.bytes = new Uint8Array(this.memory.buffer);
  }
}

type Run = (group: number, end: number, tablesEnd: number, limit: number) => void;

let compiled: WebAssembly.Module | undefined;

function startOf(slot: number): number {
  return PLACE.groups + Math.floor(slot / GROUP) * GROUP_BYTES + (slot % GROUP);
}

/** Where things lie in the memory of `scan-program.wat`, and in what sizes. */
const PLACE = { tables: 4096, distances: 4096 + 64 * 1024, groups: 128 * 1024 };
const GROUP = 64;
const GROUP_BYTES = GROUP * HASH_BYTES;
const TABLE_BYTES = 1024;
const PAGE = 65_536;
/** Hashes per scan: their tables stay in the processor's cache. */
const TABLES = 64;
/** Groups scanned at once. */
const STRETCH = 512;
/** Number of set bits in each half byte. */
const BITS = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];
