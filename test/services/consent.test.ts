import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts';
import { aliasOf } from '../../src/services/accounts/pseudonym.ts';
import { proveConsent } from '../../src/services/privacy/prove-consent.ts';
import { consentText } from '../../src/services/responses/consent-text.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, anAddress, aPost } from '../support/builders.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const CITIZEN = '6281299998888';
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const script = loadScript();

test('a yes is proven by the very words that were shown, their language and their time', async () => {
  const { post, citizen } = await open();
  await post.report(CITIZEN, TIP);
  const [proven, ...others] = await proveConsent(post.deps, {
    alias: aliasOf(citizen),
    by: 'r',
  });
  expect(others).toEqual([]);
  const [proof, ...more] = proven?.proofs ?? [];
  expect(more).toEqual([]);
  expect(proof).toMatchObject({ purpose: 'check', deed: 'given', at: MORNING });
  const asked = post.heard.find(({ text }) => text.includes('Bolehkah kami menyimpan'))?.text;
  const [question = '', notice = ''] = proof?.words?.text.split('\n\n---\n\n') ?? [];
  expect(asked).toContain(question);
  expect(notice).toContain('lembaga yang berwenang');
  expect(
    createHash('sha256')
      .update(proof?.words?.text ?? '')
      .digest('hex'),
  ).toBe(proof?.digest);
  expect((await post.deps.store.audit.list(1))[0]?.what).toBe('consent-proved');
  await post.end();
});

test('the version that the notice names is the one that is written down', async () => {
  const { post, citizen } = await open();
  await post.report(CITIZEN, TIP);
  await post.write(CITIZEN, 'privasi');
  const [proven] = await proveConsent(post.deps, { alias: aliasOf(citizen), by: 'r' });
  const version = proven?.proofs[0]?.words?.version;
  expect(post.heard.at(-1)?.text).toContain(`(Pemberitahuan versi ${version})`);
  await post.end();
});

test('other words and other spans of time are another version, in every language', () => {
  for (const language of script.locales.keys()) {
    const now = consentText({ script, settings: defaultSettings }, 'check', { language });
    const settings = { ...defaultSettings, tipDays: 60 };
    const longer = consentText({ script, settings }, 'check', { language });
    expect(longer.digest).not.toBe(now.digest);
    expect(longer.version).not.toBe(now.version);
  }
});

test('a yes to a digest names the version of its own words, not that of the privacy notice', () => {
  const wording = { script, settings: defaultSettings };
  const [daily, weekly] = ['ringkasan harian', 'ringkasan mingguan'].map((what) =>
    consentText(wording, 'subscription', { language: 'id', values: { what, hours: '7–9' } }),
  );
  const notice = consentText(wording, 'check', { language: 'id' });
  const versions = [daily, weekly, notice].map((each) => each?.version);
  expect(new Set(versions).size).toBe(3);
});

test('a citizen whose yes was to other words is asked again, and told why', async () => {
  const { post, reopen } = await open();
  await post.report(CITIZEN, TIP);
  await post.write(CITIZEN, 'Besok listrik padam di seluruh pulau tiga hari', { forwarded: true });
  expect(post.heard.at(-1)?.text).not.toContain('Bolehkah');
  await post.write(CITIZEN, 'cukup');
  const later = await reopen({ tipDays: 60 });
  await later.write(CITIZEN, 'Besok sekolah libur sebulan karena ada badai', { forwarded: true });
  expect(later.heard.at(-1)?.text).toContain('pemberitahuan privasi kami berubah');
  expect(later.heard.at(-1)?.text).toContain('Bolehkah kami menyimpan');
  await later.write(CITIZEN, 'ya');
  expect(later.heard.at(-1)?.text).toContain('antrean pemeriksa');
  await later.end();
});

test('who takes consent back takes back every wording that they agreed to, each once', async () => {
  const { post, reopen, citizen } = await open();
  await post.report(CITIZEN, TIP);
  await post.write(CITIZEN, 'cukup');
  const later = await reopen({ tipDays: 60 });
  await later.write(CITIZEN, 'Besok sekolah libur sebulan karena ada badai', { forwarded: true });
  await later.write(CITIZEN, 'ya');
  await later.write(CITIZEN, 'tarik izin');
  await later.write(CITIZEN, 'ya');
  const entries = await later.deps.store.rights.consentsOf(citizen);
  const given = entries.filter(({ deed }) => deed === 'given').map(({ digest }) => digest);
  const back = entries.filter(({ deed }) => deed === 'withdrawn').map(({ digest }) => digest);
  expect(new Set(given).size).toBe(2);
  expect(back.toSorted()).toEqual(given.toSorted());
  await later.end();
});

test('a yes of the time before the ledger is asked for again', async () => {
  const { post, citizen } = await open();
  await post.write(CITIZEN, 'menu');
  const { store } = post.deps;
  const state = await store.turns.readTurn(citizen);
  if (!state) throw new Error('nobody is there');
  await store.turns.commitTurn({
    ...state,
    citizen,
    profile: { ...state.profile, consent: { version: 1, at: MORNING } },
    done: [],
    replies: [],
    changes: [],
    tallies: {},
    now: MORNING,
  });
  await post.write(CITIZEN, TIP, { forwarded: true });
  expect(post.heard.at(-1)?.text).toContain('pemberitahuan privasi kami berubah');
  await post.end();
});

test('each consent in a report is an entry of its own, and a no is none', async () => {
  const { post, citizen } = await open();
  const answers = ['lapor', 'pemilu', 'Amplop dibagikan di pos ronda hari ini, Jayapura', 'lewati'];
  for (const text of [...answers, 'mungkin nanti', 'Sitti Contoh, Jalan Contoh 7', 'ya']) {
    await post.write(CITIZEN, text);
  }
  const entries = await post.deps.store.rights.consentsOf(citizen);
  expect(entries.map(({ purpose, deed }) => [purpose, deed])).toEqual([
    ['identity', 'given'],
    ['reminders', 'given'],
  ]);
  await post.end();
});

test('after an erasure the ledger proves that somebody agreed, and nothing leads to them', async () => {
  const { post, path, citizen } = await open();
  await post.report(CITIZEN, TIP);
  await post.write(CITIZEN, 'hapus data saya');
  await post.write(CITIZEN, 'ya, hapus');
  expect(await proveConsent(post.deps, { alias: aliasOf(citizen), by: 'r' })).toEqual([]);
  const file = new DatabaseSync(path);
  const rows = file.prepare('SELECT * FROM consents').all();
  expect(rows).toMatchObject([{ citizen: null, purpose: 'check', deed: 'given' }]);
  expect(() => file.exec('DELETE FROM consents')).toThrow('only grows');
  expect(() => file.exec("UPDATE consents SET digest = 'x'")).toThrow('only grows');
  file.close();
  await post.end();
});

async function open() {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const start = async (settings: Partial<Settings> = {}) => {
    const store = openSqlite(path, seal);
    const post = await aPost(store, { settings });
    const end = async () => {
      expect(post.errors).toEqual([]);
      await post.close();
      await store.close();
    };
    return { ...post, end };
  };
  const post = await start();
  const reopen = async (settings: Partial<Settings>) => {
    await post.end();
    return start(settings);
  };
  return { post, reopen, path, citizen: seal.citizenOf(anAddress(CITIZEN)) };
}
