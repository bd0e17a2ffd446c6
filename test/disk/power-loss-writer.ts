import { mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { DATABASE, PAGES_OF_LOG, TOLD, toldOf } from './told.ts';

// Writes to a store of SQLite in every way there is, and notes what it was told is done.
const folder = process.env.DISK_FOLDER ?? '';
mkdirSync(folder);
const store = openSqlite(join(folder, DATABASE), createSeal(new Uint8Array(32)));
const notes = openSync(join(folder, TOLD), 'a');
const tell = (what: string) => writeSync(notes, `${what}\n`);

/** A message, a document, a file: each by the way the store writes it. */
const writers = {
  message: async (n: number) => {
    const from = { channel: 'terminal', account: 'posko', chat: `w${n}`, sender: `w${n}` };
    const message = { type: 'message', id: `m${n}`, kind: 'text', text: `Kabar ${n}` } as const;
    const rest = { sentAt: n, forwarded: true, forwardingScore: 1 };
    await store.turns.keepMessages([{ from, message: { ...message, ...rest } }], n);
  },
  document: (n: number) =>
    store.documents.put('setting', { id: `d${n}`, revision: 0, value: `Nilai ${n}` }),
  file: (n: number, size = 10_000) => {
    const sha256 = n.toString(16).padStart(64, '0');
    return store.media.keep({ sha256, mime: 'image/png', size }, Buffer.alloc(size, n), n);
  },
};

async function write(kind: keyof typeof writers, n: number): Promise<void> {
  await writers[kind](n);
  tell(toldOf(kind, n));
}

for (let n = 0; n < 6; n += 1) {
  await write('document', n);
  await Promise.all([0, 1, 2].map((more) => write('message', 10 * n + more)));
  await write('file', n);
}
// More than SQLite leaves in the log, so that it goes into the file itself meanwhile.
for (let n = 6; n < 12; n += 1) {
  await writers.file(n, (PAGES_OF_LOG / 5) * 4096);
  tell(toldOf('file', n));
  await Promise.all([0, 1, 2].map((more) => write('message', 10 * n + more)));
}
await store.retention.overwriteFreed(Number.POSITIVE_INFINITY);
await Promise.all([write('message', 900), write('message', 901), write('document', 900)]);
await store.close();
