import { createDecipheriv, type KeyObject } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type BackupRecord, type Counts, countRecord, isJob, recordSchema } from './backup-row.ts';
import { fileKey, HEADER, LENGTH, MAGIC, MAX_CHUNK, nonceOf, SALT, TAG } from './key-of-file.ts';

/** Contents of a completely read backup, without the work under way that older ones hold. */
export interface Checked {
  madeAt: number;
  counts: Counts;
}

/** Unreadable backup, and why; reveals nothing of its contents. */
export class BrokenBackup extends Error {}

const startSchema = z.object({ type: z.literal('start'), madeAt: z.number() });
const endSchema = z.object({
  type: z.literal('end'),
  counts: z.record(z.string(), z.number()),
});
/** Far more than a chunk unpacks to. */
const MAX_UNPACKED = 256 * 1024 * 1024;

/** Reads a backup as a stream; refuses one that was cut, changed, or sealed under another key. */
export async function* readBackup(
  path: string,
  masterKey: Uint8Array,
): AsyncGenerator<BackupRecord, Checked> {
  const counts: Counts = {};
  const leftOut: Counts = {};
  let madeAt: number | undefined;
  let end: Counts | undefined;
  for await (const line of readLines(path, masterKey)) {
    if (end) throw new BrokenBackup(`${path} goes on after its end`);
    if (madeAt === undefined) {
      madeAt = startSchema.parse(line).madeAt;
      continue;
    }
    const last = endSchema.safeParse(line);
    if (last.success) {
      end = last.data.counts;
      continue;
    }
    const record = readRecord(path, line);
    const isKept = !isJob(record);
    countRecord(isKept ? counts : leftOut, record);
    if (isKept) yield record;
  }
  if (!end || madeAt === undefined) throw new BrokenBackup(`${path} has no end`);
  for (const kind of Object.keys({ ...end, ...counts, ...leftOut })) {
    const [found, said] = [(counts[kind] ?? 0) + (leftOut[kind] ?? 0), end[kind] ?? 0];
    if (found !== said) throw new BrokenBackup(`${path} holds ${found} ${kind}, not ${said}`);
  }
  return { madeAt, counts };
}

/** Reads a backup to its end without storing anything. */
export async function checkBackup(
  path: string,
  masterKey: Uint8Array,
  progress: (done: number) => void = () => {},
): Promise<Checked> {
  const records = readBackup(path, masterKey);
  for (let done = 1; ; done += 1) {
    const next = await records.next();
    if (next.done) return next.value;
    progress(done);
  }
}

function readRecord(path: string, line: unknown): BackupRecord {
  const read = recordSchema.safeParse(line);
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path: at }) => at.join('.')).join(', ');
  throw new BrokenBackup(
    `${path} was written by another version of Posko (${where}); update Posko`,
  );
}

async function* readLines(path: string, masterKey: Uint8Array): AsyncGenerator<unknown> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const header = await take(file, HEADER);
  const key = keyFor(path, header, masterKey);
  for (let place = 0, at = HEADER; ; place += 1) {
    if (at >= size) throw cutOff(path);
    const length = (await take(file, LENGTH)).readUInt32BE(0);
    if (length < TAG || length > MAX_CHUNK) throw changed(path);
    if (at + LENGTH + length > size) throw cutOff(path);
    const sealed = await take(file, length);
    at += LENGTH + length;
    const isLast = at === size;
    const packed = unseal(key, sealed, { header, place, isLast });
    if (!packed) {
      const isCut = isLast && unseal(key, sealed, { header, place, isLast: false });
      throw isCut ? cutOff(path) : changed(path);
    }
    yield* linesOf(packed);
    if (isLast) return;
  }
}

function* linesOf(packed: Buffer): Generator<unknown> {
  const text = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED }).toString('utf8');
  for (const line of text.split('\n')) if (line !== '') yield JSON.parse(line);
}

function keyFor(path: string, header: Buffer, masterKey: Uint8Array): KeyObject {
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) {
    const isBackup = header.toString('latin1').startsWith('POSKO BACKUP ');
    throw new BrokenBackup(
      isBackup
        ? `${path} was written by another version of Posko; update Posko`
        : `${path} is no backup of Posko`,
    );
  }
  if (header.length < HEADER) throw cutOff(path);
  const salt = header.subarray(MAGIC.length, MAGIC.length + SALT);
  const { key, mark } = fileKey(masterKey, salt);
  if (!header.subarray(MAGIC.length + SALT).equals(mark)) {
    throw new BrokenBackup(
      `${path} was made under another master key; name that one with --key-file or POSKO_BACKUP_KEY`,
    );
  }
  return key;
}

function unseal(
  key: KeyObject,
  sealed: Buffer,
  { header, place, isLast }: { header: Buffer; place: number; isLast: boolean },
): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place, isLast));
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function cutOff(path: string): BrokenBackup {
  return new BrokenBackup(`${path} is cut off; take another backup`);
}

function changed(path: string): BrokenBackup {
  return new BrokenBackup(`${path} was changed after it was made; take another backup`);
}

/** Reads the next bytes of a file, fewer at its end. */
async function take(file: FileHandle, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let at = 0;
  while (at < length) {
    const { bytesRead } = await file.read(bytes, at, length - at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}
