import { createCipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BackupRecord, type Counts, countRecord, isJob } from './backup-row.ts';
import { fileKey, MAGIC, nonceOf, SALT } from './key-of-file.ts';

const CHUNK = 256 * 1024;

/** Streams records to a sealed file, which appears once it is complete. */
export async function writeBackup(
  path: string,
  records: AsyncIterable<BackupRecord>,
  { masterKey, madeAt }: { masterKey: Uint8Array; madeAt: number },
  progress: (done: number) => void = () => {},
): Promise<{ counts: Counts; bytes: number }> {
  return writeWhole(path, async (file) => {
    const chunks = new Chunks(file, masterKey);
    const counts: Counts = {};
    let done = 0;
    await chunks.begin();
    await chunks.line({ type: 'start', madeAt });
    for await (const record of records) {
      if (isJob(record)) continue;
      await chunks.line(record);
      countRecord(counts, record);
      done += 1;
      progress(done);
    }
    await chunks.line({ type: 'end', counts });
    return { counts, bytes: await chunks.end() };
  });
}

/** Writes a file that appears once it is complete and on the disk. */
export async function writeWhole<T>(path: string, write: (file: FileHandle) => Promise<T>) {
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, 'w', 0o600);
  try {
    const written = await write(file);
    await file.sync();
    await file.close();
    await rename(draft, path);
    const folder = await open(dirname(path), 'r'); // so that the name survives a loss of power
    await folder.sync().finally(() => folder.close());
    return written;
  } catch (error) {
    await file.close().catch(() => {});
    await unlink(draft).catch(() => {});
    throw error;
  }
}

/** JSON lines in sealed chunks. */
class Chunks {
  readonly #file: FileHandle;
  readonly #key: KeyObject;
  readonly #header: Buffer;
  #lines: string[] = [];
  #size = 0;
  #place = 0;
  #bytes = 0;

  constructor(file: FileHandle, masterKey: Uint8Array) {
    const salt = randomBytes(SALT);
    const { key, mark } = fileKey(masterKey, salt);
    this.#file = file;
    this.#key = key;
    this.#header = Buffer.concat([MAGIC, salt, mark]);
  }

  begin(): Promise<void> {
    return this.#write(this.#header);
  }

  async line(value: unknown): Promise<void> {
    const line = `${JSON.stringify(value)}\n`;
    this.#lines.push(line);
    this.#size += line.length;
    if (this.#size >= CHUNK) await this.#seal(false);
  }

  async end(): Promise<number> {
    await this.#seal(true);
    return this.#bytes;
  }

  async #seal(isLast: boolean): Promise<void> {
    const packed = gzipSync(this.#lines.join(''), { level: 1 });
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#place, isLast));
    cipher.setAAD(this.#header);
    const sealed = Buffer.concat([cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    await this.#write(Buffer.concat([length, sealed]));
    this.#place += 1;
    this.#lines = [];
    this.#size = 0;
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#file.writeFile(bytes); // all of them, after what was written before
    this.#bytes += bytes.length;
  }
}
