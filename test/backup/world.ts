import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Source, Target } from '../../src/store/backup/backup-row.ts';
import { copyRecords } from '../../src/store/backup/copy-records.ts';
import { checkBackup, readBackup } from '../../src/store/backup/read-file.ts';
import { Rekeyer } from '../../src/store/backup/rekey.ts';
import { writeBackup } from '../../src/store/backup/write-file.ts';
import { openMongoSource, openMongoTarget } from '../../src/store/mongo/open-backup.ts';
import { migrateMongo, openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { SqliteSource } from '../../src/store/sqlite/sqlite-source.ts';
import { SqliteTarget } from '../../src/store/sqlite/sqlite-target.ts';
import {
  aCitizen,
  aFactCheck,
  aFolder,
  aMessage,
  anAddress,
  aPost,
  keepMessage,
  sayTo,
} from '../support/builders.ts';
import type { TestMongo } from '../support/mongo.ts';
import { MORNING } from '../support/stage.ts';

/** A place for a store, and everything that can be opened there under a key. */
export interface Place {
  open(key: Uint8Array): Promise<Store>;
  source(key: Uint8Array): Promise<Source & { salts(): AsyncIterable<Uint8Array> }>;
  target(key: Uint8Array): Promise<Target>;
}

export function aSqlitePlace(path = join(aFolder(), 'posko.db')): Place {
  return {
    open: async (key) => openSqlite(path, createSeal(key)),
    source: async (key) => new SqliteSource(path, createSeal(key)),
    target: async (key) => new SqliteTarget(path, createSeal(key)),
  };
}

export function aMongoPlace(mongo: TestMongo): Place {
  const url = mongo.url();
  return {
    async open(key) {
      await migrateMongo(url, { isDry: false });
      return openMongo(url, createSeal(key));
    },
    source: (key) => openMongoSource(url, createSeal(key)),
    target: (key) => openMongoTarget(url, createSeal(key)),
  };
}

/** Backs a place up into a file. */
export async function backUp(place: Place, key: Uint8Array, madeAt = MORNING): Promise<string> {
  const path = join(aFolder(), 'backup.posko');
  const source = await place.source(key);
  await writeBackup(path, source.records(), { masterKey: key, madeAt }).finally(() =>
    source.close(),
  );
  return path;
}

/** Restores a file into a place, as the command does. */
export async function restoreInto(
  place: Place,
  path: string,
  keys: { old: Uint8Array; fresh: Uint8Array; roll?: ReadonlySet<string> },
) {
  await checkBackup(path, keys.old);
  const isSameKey = Buffer.compare(keys.old, keys.fresh) === 0;
  const rekeyer = new Rekeyer(createSeal(keys.fresh), { isSameKey, roll: keys.roll });
  return copyRecords(readBackup(path, keys.old), rekeyer, await place.target(keys.fresh));
}

export const HOAX =
  'Minum air rebusan bawang putih menyembuhkan demam berdarah hanya dalam semalam';
export const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
export const RUMOUR = 'Jembatan Suramadu ditutup total tiga bulan karena tiangnya retak dan miring';
export const LATE = 'Warga yang belum vaksin dilarang naik kereta mulai hari Senin depan katanya';
export const CLOSED =
  'SPBU di seluruh Jawa kehabisan solar karena kapal tangki tenggelam kemarin malam';
export const WAITING = 'Balasan yang menunggu untuk dikirim';
export const PHONE = '6281234567890';
export const PICTURE = Buffer.from('sebuah gambar yang panjang sekali'.repeat(50));
export const SHA256 = createHash('sha256').update(PICTURE).digest('hex');
export const EVIDENCE: Evidence = {
  kind: 'picture',
  texts: [{ source: 'picture', text: 'Bank tutup sebulan' }],
  asked: {},
  kept: { hashes: Buffer.alloc(32, 5).toString('base64') },
};
export const ACCOUNT = 'baileys-1';

/** The address of a citizen on the channel of `aPost`. */
export const at = (citizen: string) => anAddress(citizen);

/**
 * Fills a store through the use cases: somebody who was told a verdict, two who wait for the same
 * case, one who is asked for consent, one who left, and what channels keep.
 */
export async function fill(store: Store) {
  const clock = new VirtualClock(MORNING);
  await store.factChecks.save([aFactCheck({ id: 'f', title: HOAX, narratives: [HOAX] })]);
  const post = await aPost(store, { clock });
  await post.write('told', HOAX, { forwarded: true });
  await post.report('first', NEWS);
  await post.report('second', NEWS);
  await post.write('asked', RUMOUR, { forwarded: true });
  await post.write('gone', 'hapus data saya');
  await post.write('gone', 'ya');
  await post.report(PHONE, CLOSED);
  await post.close();
  await store.media.keep(
    { sha256: SHA256, mime: 'image/png', size: PICTURE.length },
    PICTURE,
    MORNING,
  );
  await store.media.noteEvidence(SHA256, EVIDENCE);
  await store.sessions.write(
    ACCOUNT,
    [{ type: 'session', id: `${PHONE}.0`, value: 'a secret of the device' }],
    MORNING,
  );
  const waiting = await aCitizen(store, at('waiting'), clock.now());
  await sayTo(store, waiting, WAITING);
  const message = aMessage({ id: 'late', text: LATE, sentAt: clock.now() });
  await keepMessage(store, at('late'), message, clock.now());
  return { clock, heard: post.heard, late: message };
}
