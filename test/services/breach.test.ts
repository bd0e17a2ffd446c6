import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { newReport } from '../../src/domain/reports/report.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { aliasOf } from '../../src/services/accounts/pseudonym.ts';
import { notifyOfBreach, prepareBreach } from '../../src/services/privacy/breach.ts';
import { breachKinds } from '../../src/services/privacy/breach-notices.ts';
import type { PrivacyDeps } from '../../src/services/privacy/privacy-deps.ts';
import { createSeal } from '../../src/store/seal.ts';
import { anAddress, aPost } from '../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const BREACH = { from: MORNING, to: MORNING + HOUR, kinds: breachKinds, known: MORNING + HOUR };
const ALL = { by: 'admin', isDrill: false };

test('those who were known before it ended are concerned, each with what is kept of them', async () => {
  const { post } = await open();
  const { affected, dueAt } = await prepareBreach(post.deps, BREACH, ALL);
  expect(new Map(affected.map(({ alias, kinds }) => [alias, kinds]))).toEqual(
    new Map([
      [aliasFor('w1'), ['number', 'messages', 'tips', 'consents']],
      [aliasFor('w2'), ['number', 'messages']],
    ]),
  );
  expect(dueAt).toBe(MORNING + 73 * HOUR);
  const some = await prepareBreach(post.deps, { ...BREACH, kinds: ['tips'] }, ALL);
  expect(some.affected.map(({ alias }) => alias)).toEqual([aliasFor('w1')]);
  await post.close();
});

test('the letters name what lay open and leave gaps where only people know', async () => {
  const { post } = await open();
  const { letters, agency, steps } = await prepareBreach(post.deps, BREACH, ALL);
  expect(letters.citizens).toContain('• nomor WhatsApp');
  expect(letters.citizens).toContain('24 November 2026');
  expect(letters.agency).toContain('Jumlah subjek data yang terdampak: 2');
  expect(letters.agency).toContain('[isi]');
  const { name, text } = loadScript().contacts.get('pdp-agency') ?? {};
  expect(name).toContain('Pelindungan Data Pribadi');
  expect(agency).toEqual({ name, text: text?.id, verified: null });
  expect(steps).toContain('--send');
  await post.close();
});

test('both letters tell from which day to which data lay open', async () => {
  const { post } = await open();
  const long = { ...BREACH, to: MORNING + 48 * HOUR };
  const { letters } = await prepareBreach(post.deps, long, ALL);
  for (const letter of [letters.citizens, letters.agency]) {
    expect(letter).toMatch(/24 November 2026[^0-9]+26 November 2026/);
  }
  await post.close();
});

test('a drill tells nobody and is written into the audit log', async () => {
  const { post } = await open();
  const before = post.heard.length;
  await prepareBreach(post.deps, BREACH, { by: 'admin', isDrill: true });
  await post.settle();
  expect(post.heard).toHaveLength(before);
  expect((await post.deps.store.audit.list(1))[0]).toMatchObject({
    what: 'breach-drilled',
    by: 'admin',
    details: { citizens: 2 },
  });
  await post.close();
});

test('everyone concerned is told once, also who wants no news, in their language', async () => {
  const { post } = await open();
  await post.write('w1', 'berhenti');
  await post.write('w2', 'language');
  await post.write('w2', 'english');
  const file = await prepareBreach(post.deps, BREACH, ALL);
  const before = post.heard.length;
  expect(await notifyOfBreach(post.deps, file, 'admin')).toBe(2);
  expect(await notifyOfBreach(post.deps, file, 'admin')).toBe(0);
  await post.settle();
  const told = new Map(post.heard.slice(before).map(({ to, text }) => [to, text]));
  expect(told.size).toBe(2);
  expect(told.get('w1')).toContain('Pemberitahuan penting tentang data Anda');
  expect(told.get('w1')).toContain('salinan pesan yang diizinkan untuk diperiksa');
  expect(told.get('w2')).toContain('Important notice about your data');
  expect(told.get('w2')).not.toContain('copies of messages');
  const events = (await post.deps.store.audit.list(10)).filter(
    ({ what }) => what === 'breach-told',
  );
  expect(events.map(({ of }) => of).toSorted()).toEqual(
    [aliasFor('w1'), aliasFor('w2')].toSorted(),
  );
  await post.close();
});

test('reports, answers and every page of citizens count, up to the moment that it ended', async () => {
  const citizens = Array.from({ length: 1001 }, (_, n) => `c${String(n).padStart(4, '0')}`);
  const profile = { ...newProfile('id', MORNING), reports: [newReport('R', 'scam', MORNING)] };
  const woken: unknown[] = [];
  const store = {
    rights: {
      citizensAfter: async (id: string, limit: number) =>
        citizens.filter((citizen) => citizen > id).slice(0, limit),
      consentsOf: async () => [],
    },
    turns: {
      readTurn: async (citizen: string) =>
        citizen === 'c0001' ? undefined : { profile: citizen === 'c0000' ? profile : LATE },
      keepNotice: async () => true,
    },
    cases: { tipsBy: async () => [] },
    ledger: { toldTo: async (citizen: string) => (citizen === 'c1000' ? ['f'] : []) },
    audit: { append: async () => {} },
  };
  const clock = { now: () => MORNING };
  const jobs = { wake: (job: unknown) => woken.push(job) };
  const parts = { store, clock, jobs, script: loadScript(), settings: defaultSettings };
  const deps = parts as unknown as PrivacyDeps;
  const kinds = ['reports', 'answers'] as const;
  const file = await prepareBreach(deps, { ...BREACH, to: MORNING, kinds }, ALL);
  const concerned = file.affected.map(({ citizen, kinds }) => [citizen, kinds]);
  expect(concerned).toEqual([
    ['c0000', ['reports']],
    ['c1000', ['answers']],
  ]);
  expect(await notifyOfBreach(deps, file, 'admin')).toBe(2);
  expect(woken).toEqual(['c0000', 'c1000'].map((citizen) => ({ type: 'turn', citizen })));
});

const LATE = newProfile('id', MORNING);

function aliasFor(name: string): string {
  return aliasOf(createSeal(MASTER_KEY).citizenOf(anAddress(name)));
}

/** One citizen with a report, one without, one who is gone and one who comes too late to be concerned. */
async function open() {
  const post = await aPost(await openMemoryStore([], MASTER_KEY));
  await post.report('w1', TIP);
  await post.write('w2', 'menu');
  await post.write('w3', 'hapus data saya');
  await post.write('w3', 'ya, hapus');
  await post.wait(2 * HOUR);
  await post.write('w4', 'menu');
  return { post };
}
