import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { aliasOf } from '../../src/services/accounts/pseudonym.ts';
import { notifyOfBreach, prepareBreach } from '../../src/services/privacy/breach.ts';
import { breachKinds } from '../../src/services/privacy/breach-notices.ts';
import { createSeal } from '../../src/store/seal.ts';
import { anAddress, aPost } from '../support/builders.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

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
  expect(agency).toMatchObject({ verified: null });
  expect(steps).toContain('--send');
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
