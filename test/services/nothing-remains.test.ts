import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { mongo as driver } from 'mongoose';
import { expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { askCitizens, close } from '../../src/services/cases/decide-case.ts';
import { addNote } from '../../src/services/cases/mentions.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { listReportReferrals } from '../../src/services/partners/report-referrals.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { deleteExpired } from '../../src/services/privacy/retention.ts';
import { countMonths } from '../../src/services/transparency/monthly-reports.ts';
import type { Source } from '../../src/store/backup/backup-row.ts';
import { allModels } from '../../src/store/mongo/backup-collections.ts';
import { openMongoSource } from '../../src/store/mongo/open-backup.ts';
import { createSeal, type Seal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { SqliteSource } from '../../src/store/sqlite/sqlite-source.ts';
import { bytesBelow, findWords } from '../chaos/scan-files.ts';
import { readByFeed } from '../support/add-partner.ts';
import { aFolder, anAddress, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Seldom, for weeks pass in these tests. */
const SWEEP = 6 * HOUR;
const OWN = '6281299998888';
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
/** Stands in the case, which others may ask about, masked and without anybody: it shows that a scan reads something. */
const CONTROL = 'Pasar Rebo';
/** What only this citizen has written, said, sent or been asked; each is written somewhere by `fill`. */
const MARKS = {
  number: OWN.slice(2),
  search: 'kanaricari',
  question: 'kanaritanya',
  source: 'kanaritautan',
  answer: 'kanarijawab',
  file: 'kanariberkas',
  picture: 'kanarigambar',
  account: 'kanarikejadian',
  name: 'Kanariningsih',
  address: 'Jalan Kanari',
  note: 'kanaricatatan',
  asked: 'kanaripertanyaan',
  waiting: 'kanaritunggu',
} as const;

const PICTURE = Buffer.from(MARKS.picture.repeat(20));
const SHA256 = createHash('sha256').update(PICTURE).digest('hex');

const mongo = await openTestMongo();

/** A store, and everything that lies in it as bytes; `opened` adds the records of a backup, with nothing sealed. */
interface Place {
  store: Store;
  seal: Seal;
  bytes(opened?: boolean): Promise<Buffer>;
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ['SQLite', openOnSqlite],
  ['MongoDB', openOnMongo],
];

test.each(places)('after HAPUS DATA SAYA %s holds no mark of the citizen', async (_, open) => {
  const place = await open();
  const post = await fill(place);
  const citizen = place.seal.citizenOf(anAddress(OWN));
  const before = await place.bytes();
  expect(findWords(before, [citizen, CONTROL])).toHaveLength(2);
  expect(findWords(before, [MARKS.source, MARKS.answer, MARKS.note])).toHaveLength(3);
  await post.write(OWN, 'hapus data saya');
  await post.write(OWN, 'ya, hapus');
  await post.wait(SWEEP);
  const { picture, ...marks } = MARKS;
  const left = await place.bytes(true);
  expect(findWords(left, [...Object.values(marks), citizen])).toEqual([]);
  // What is left is a trace: when limits are full again, under a code, and only numbers in it.
  const [trace, ...others] = tracesIn(left);
  expect(others).toEqual([]);
  expect(trace?.id).not.toContain(citizen);
  expect(Object.keys(trace?.doc ?? {}).toSorted()).toEqual(['allowance', 'spent']);
  const values = Object.values(trace?.doc ?? {}).flatMap((part) => Object.values(part));
  expect(values.filter((value) => typeof value === 'string')).toEqual([]);
  // A file may be coming from somebody else at the same time; it goes with the letters, within the time of the law.
  await post.wait(3 * DAY - 2 * SWEEP);
  const after = await place.bytes(true);
  expect(findWords(after, [...Object.values(marks), picture, citizen])).toEqual([]);
  expect(tracesIn(after)).toEqual([]);
  expect(findWords(after, [CONTROL])).toEqual([CONTROL]);
  expect(post.errors).toEqual([]);
  await post.close();
});

test.each(places)('each time that is over takes its part out of %s', async (_, open) => {
  const place = await open();
  const { store } = place;
  const post = await fill(place);
  const citizen = place.seal.citizenOf(anAddress(OWN));
  const pass = async (days: number) => {
    const now = () => MORNING + days * DAY;
    const later = { ...post.deps, clock: { now, at: () => () => {} } };
    await countMonths(later); // what is not counted is not erased
    await deleteExpired(later);
  };
  const scan = async () => findWords(await place.bytes(), [CONTROL, citizen, ...SEALED]);
  expect(await scan()).toEqual([CONTROL, citizen]);
  const [found] = await store.cases.list('open', 1);
  await close(post.deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, 'unverifiable');
  await post.settle();
  await pass(3);
  expect(await store.turns.countMessages(citizen)).toBe(0);
  expect(await store.cases.tipsBy(citizen, 5)).toHaveLength(1);
  await pass(8);
  expect(await store.media.read(SHA256)).toBeUndefined();
  await pass(31);
  expect(await scan()).toEqual([citizen]);
  await pass(92);
  const all = [CONTROL, citizen, ...Object.values(MARKS)];
  expect(findWords(await place.bytes(true), all)).toEqual([]);
  expect(post.errors).toEqual([]);
  await post.close();
});

/** What is nowhere readable even while it is kept. */
const SEALED = [
  MARKS.number,
  MARKS.search,
  MARKS.question,
  MARKS.file,
  MARKS.picture,
  MARKS.account,
  MARKS.name,
  MARKS.address,
];

/** Lets a citizen leave a mark in everything that is kept of anyone. */
async function fill({ store, seal }: Place) {
  const post = await aPost(store, { sweepMs: SWEEP });
  const say = async (...texts: string[]) => {
    for (const text of texts) await post.write(OWN, text);
  };
  await say(`cari ${MARKS.search} galon`, `bagaimana cara pindah memilih ${MARKS.question}?`);
  const file = { bytes: PICTURE, mime: 'image/png', name: `${MARKS.file}.png` };
  await post.write(OWN, TIP, { file });
  await say('ya', `dari akun @${MARKS.source}, hubungi ${OWN}, Bandung`);
  const citizen = seal.citizenOf(anAddress(OWN));
  const [tip] = await store.cases.tipsBy(citizen, 1);
  const found = await store.cases.get(tip?.case ?? '');
  const action = { ticket: found?.ticket ?? '', reviewer: 'rina' };
  await addNote(post.deps, action, `Warga ini menyebut ${MARKS.note}`);
  await askCitizens(post.deps, action, `Dari mana ${MARKS.asked}?`);
  await post.wait(SWEEP);
  await say(`Dari ${MARKS.answer}`);
  const partner = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' } as const;
  await addOrganisation(post.deps, partner, 'admin');
  await readByFeed(post.deps, 'bawaslu');
  const { ticket } = action;
  const referral = { ticket, organisation: 'bawaslu', threat: 'gangguan_informasi' } as const;
  await referCase(post.deps, { ...referral, answerMs: DAY, by: 'rina' });
  const anywhere = { threats: ['pelanggaran_pemilu' as const], regions: [], nearElection: false };
  const rule = { ...anywhere, organisation: 'bawaslu', answerHours: 24 };
  await addRule(post.deps, rule, 'admin');
  await say('langganan', 'setiap minggu', 'semua', 'ya');
  await post.wait(SWEEP); // more than twenty messages a minute are too many
  await say('lapor', 'pemilu', `Ada ${MARKS.account}`, 'hari ini, Jayapura', 'lewati');
  await say(`${MARKS.name}, ${MARKS.address}, ${OWN}`, 'ya', 'ya');
  expect(await listReportReferrals(post.deps)).toMatchObject([{ citizen }]);
  await say(`halo ${MARKS.waiting}`);
  return post;
}

/** The traces among the records of a backup. */
function tracesIn(bytes: Buffer) {
  const rows = bytes.toString('latin1').matchAll(/"kind":"traces","row":(\{.*?"expiresAt":\d+\})/g);
  return [...rows].map(([, row = '{}']) => {
    const { id, doc } = JSON.parse(row) as { id: string; doc: string };
    return { id, doc: JSON.parse(doc) as Record<string, Record<string, unknown>> };
  });
}

async function openOnSqlite(): Promise<Place> {
  const folder = aFolder();
  const path = join(folder, 'posko.db');
  const seal = createSeal(MASTER_KEY);
  const bytes = async (opened = false) => {
    const raw = bytesBelow(folder);
    return opened ? Buffer.concat([raw, await recordsOf(new SqliteSource(path, seal))]) : raw;
  };
  return { store: openSqlite(path, seal), seal, bytes };
}

async function openOnMongo(): Promise<Place> {
  const url = mongo.url();
  const { store, models, seal } = await openMongoStage(url);
  const bytes = async (opened = false) => {
    const all = await Promise.all(allModels(models).map(({ model }) => model.find({}).lean()));
    const raw = all.flat().map((row) => Buffer.from(driver.BSON.serialize(row)));
    const more = opened ? [await recordsOf(await openMongoSource(url, seal))] : [];
    return Buffer.concat([...raw, ...more]);
  };
  return { store, seal, bytes };
}

/** Everything that a backup takes along, before it is sealed. */
async function recordsOf(source: Source): Promise<Buffer> {
  const lines: string[] = [];
  for await (const record of source.records()) lines.push(JSON.stringify(record));
  await source.close();
  return Buffer.from(lines.join('\n'));
}
