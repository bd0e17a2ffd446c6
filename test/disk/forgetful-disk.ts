import { basename, join } from 'node:path';
import type { DiskEvent } from './faulty-disk.ts';

type Change = Exclude<DiskEvent, { type: 'sync' }>;

/** Files on a disk that has what it was waited for, and of the rest as much as it likes. */
export class ForgetfulDisk {
  readonly #lasting = new Map<string, GrowingFile>();
  readonly #pending: Change[] = [];
  /** Files that are new in a folder nobody has waited for. */
  readonly #nameless = new Set<string>();

  take(event: DiskEvent): void {
    if (event.type !== 'sync') {
      const isNew = !this.#lasting.has(event.path);
      if (isNew) this.#nameless.add(event.path);
      if (isNew) this.#lasting.set(event.path, new GrowingFile());
      this.#pending.push(event);
      return;
    }
    const { path } = event;
    for (const name of this.#nameless) if (join(name, '..') === path) this.#nameless.delete(name);
    for (const each of this.#pending.splice(0)) {
      const isOf = each.type === 'unlink' ? join(each.path, '..') : each.path;
      if (isOf === path) change(this.#lasting, each);
      else this.#pending.push(each);
    }
  }

  /** What lies there after the power was lost; `isKept` says of each change that was not waited for whether it is there. */
  after(isKept: (at: number, of: number) => boolean): Map<string, Uint8Array> {
    const files = new Map([...this.#lasting].map(([path, file]) => [path, file.copy()]));
    const of = this.#pending.length;
    for (const [at, each] of this.#pending.entries()) if (isKept(at, of)) change(files, each);
    return new Map([...files].map(([path, file]) => [path, file.bytes]));
  }

  /** The files whose very names a power loss takes away. */
  get nameless(): string[] {
    return [...this.#nameless].map((path) => basename(path));
  }
}

function change(files: Map<string, GrowingFile>, event: Change): void {
  if (event.type === 'unlink') {
    files.delete(event.path);
    return;
  }
  const file = files.get(event.path) ?? new GrowingFile();
  if (event.type === 'write') file.write(event.bytes, event.at);
  else file.truncate(event.at);
  files.set(event.path, file);
}

/** Bytes that grow without being copied at every write. */
class GrowingFile {
  #space: Buffer<ArrayBufferLike>;
  #length: number;

  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.#space = Buffer.from(bytes);
    this.#length = bytes.length;
  }

  get bytes(): Uint8Array {
    return this.#space.subarray(0, this.#length);
  }

  copy(): GrowingFile {
    return new GrowingFile(this.bytes);
  }

  write(bytes: Buffer, at: number): void {
    const end = at + bytes.length;
    if (end > this.#space.length) this.#space = Buffer.concat([this.#space], 2 * end);
    bytes.copy(this.#space, at);
    this.#length = Math.max(this.#length, end);
  }

  truncate(length: number): void {
    this.#space.fill(0, length);
    this.#length = length;
  }
}
