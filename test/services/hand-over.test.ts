import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { blockCitizen } from '../../src/services/cases/block-citizen.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import {
  findReportReferral,
  listReportReferrals,
  saveReportReferral,
} from '../../src/services/partners/report-referrals.ts';
import {
  actOnReport,
  type ReportReferralAct,
  viewReportReferral,
} from '../../src/services/partners/review-report.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { addPartner, readByFeed } from '../support/add-partner.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { prepareReport } from '../support/prepare-report.ts';

const HOUR = 3_600_000;

/** A post with a partner for reports of hatred, and a citizen who has prepared one. */
async function openWorld() {
  const { store, post } = await aPostWithPartner();
  const id = await prepareReport(post, 'citi');
  const reference = `${id}-BAWASLU`;
  const act = (act: ReportReferralAct) => actOnReport(post.deps, { reference, by: 'rina', act });
  const last = () => post.heard.at(-1)?.text ?? '';
  return { ...post, store, id, reference, act, last };
}

/** A post on a store in memory that has a partner. */
async function aPostWithPartner() {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  await addPartner(store);
  return { store, post };
}

test('a partner who takes part no more when the citizen says yes gets nothing', async () => {
  const { store, deps, write, last } = await openWorld();
  const quiet = { id: 'bawaslu', by: 'ayu', what: 'disabled' };
  await changeOrganisation(deps, quiet, () => ({ isActive: false }));
  await write('citi', 'ya');
  expect(last()).toContain('tidak kami teruskan');
  expect(await store.documents.list('hand-over')).toEqual([]);
});

test('consent is written down with its time and the words it was given to, and beside nothing of who it is from', async () => {
  const { store, write, id, clock, deps, reference } = await openWorld();
  await write('citi', 'ya');
  const document = await findReportReferral(deps, reference);
  expect(JSON.stringify(document)).not.toMatch(/panggung|Ambon|Contoh|"citi"/);
  const reports = (await store.turns.readTurn(document?.citizen ?? ''))?.profile.reports ?? [];
  const [given] = (await store.rights.consentsOf(document?.citizen ?? '')).slice(-1);
  expect(given).toMatchObject({ purpose: 'hand-over', deed: 'given', at: clock.now() });
  const words = await store.rights.consentText(given?.digest ?? '');
  expect(words?.text).toContain('*Bolehkah kami teruskan ringkasan tanpa nama ke Bawaslu?*');
  expect(reports.find((each) => each.id === id)?.handOver).toEqual({
    organisation: 'bawaslu',
    agreedAt: clock.now(),
    version: words?.version,
    isFull: true,
    replies: [],
  });
});

test('of a report whose citizen takes their consent back nobody can pass anything on any more', async () => {
  const { deps, write, act, wait, reference } = await openWorld();
  await write('citi', 'ya');
  expect(await findReportReferral(deps, reference)).toBeDefined();
  await write('citi', 'tarik izin');
  await act({ type: 'pass' });
  await wait(HOUR);
  expect(await findReferral(deps, reference)).toBeUndefined();
  expect(await findReportReferral(deps, reference)).toBeUndefined();
});

test('an authority learns who is reported, by which number and where; anybody else does not', async () => {
  const answers = [
    'lapor',
    'penipuan',
    'Saya ditipu toko daring, tanggal 20 November di Kota Ambon, Maluku',
    'Rekening BCA 1234567890 atas nama Budi Palsu, WA 0813-1111-2222',
    'ya',
  ];
  const seen = async (kind: 'police' | 'platform') => {
    const { store, deps, write } = await openWorld();
    const threats = ['penipuan' as const];
    const rule = { threats, regions: [], nearElection: false, answerHours: 24 };
    await addRule(deps, { ...rule, organisation: 'bawaslu' }, 'ayu');
    const change = { id: 'bawaslu', by: 'ayu', what: undefined };
    await changeOrganisation(deps, change, () => ({ kind }));
    for (const text of answers) await write('budi', text);
    const [document] = await listReportReferrals({ store });
    const view = await viewReportReferral(deps, document?.reference ?? '');
    return view?.view;
  };
  const police = await seen('police');
  expect(police?.details.map(({ name }) => name)).toEqual(['place', 'link', 'material']);
  expect(JSON.stringify(police)).toMatch(/1234567890.*0813-1111-2222/);
  expect(police?.details.at(-1)?.values).toContainEqual({ need: 'number', isMet: true });
  const platform = await seen('platform');
  expect(platform).toMatchObject({ threat: 'scam', details: [] });
  expect(JSON.stringify(platform)).not.toMatch(/1234567890|0813|Budi/);
});

test('of the partners of one report only the authority is given its files', async () => {
  const { post } = await aPostWithPartner();
  await addOrganisation(post.deps, { id: 'video', name: 'Video', kind: 'platform' }, 'ayu');
  await readByFeed(post.deps, 'video');
  const rule = { threats: ['ujaran_kebencian'], regions: [], nearElection: false, answerHours: 24 };
  await addRule(post.deps, { ...rule, organisation: 'video' }, 'ayu');
  const file = { bytes: Buffer.from('gambar'), mime: 'image/png', name: 'bukti.png' };
  const id = await prepareReport(post, 'citi', undefined, file);
  await post.write('citi', 'ya');
  const given = async (name: string) => {
    const referral = await findReportReferral(post.deps, `${id}-${name}`);
    return referral && (referral.files ?? []).length;
  };
  expect([await given('BAWASLU'), await given('VIDEO')]).toEqual([1, 0]);
});

test('the files of a report that the desk declines are for nobody any more', async () => {
  const { post } = await aPostWithPartner();
  const file = { bytes: Buffer.from('gambar'), mime: 'image/png', name: 'bukti.png' };
  const reference = `${await prepareReport(post, 'citi', undefined, file)}-BAWASLU`;
  await post.write('citi', 'ya');
  expect((await findReportReferral(post.deps, reference))?.files).toHaveLength(1);
  const act = { type: 'decline', reason: 'Nama Anda tampak di gambarnya.' } as const;
  await actOnReport(post.deps, { reference, by: 'rina', act });
  expect((await findReportReferral(post.deps, reference))?.files).toEqual([]);
});

test('a name that a citizen tells in a later answer reaches the partner nowhere', async () => {
  const { post } = await aPostWithPartner();
  const told = 'Rustam melihat seorang orator menghina sebuah suku di panggung.';
  const reference = `${await prepareReport(post, 'citi', [told])}-BAWASLU`;
  await post.write('citi', 'ya');
  const view = async () => (await viewReportReferral(post.deps, reference))?.view;
  expect((await view())?.account).toContain('Rustam');
  const act = { type: 'ask', question: 'Acara apa?' } as const;
  await actOnReport(post.deps, { reference, by: 'rina', act });
  await post.settle();
  await post.write('citi', 'Nama saya Rustam Effendi, acaranya pentas rakyat.');
  expect((await view())?.replies.join()).toContain('pentas rakyat');
  expect(JSON.stringify(await view())).not.toMatch(/Rustam|Effendi/);
});

test('an answer about a report that is gone meanwhile goes nowhere', async () => {
  const { store, write, settle, act, deps, reference, last } = await openWorld();
  await write('citi', 'ya');
  await act({ type: 'ask', question: 'Acara apa itu?' });
  await settle();
  expect(last()).toContain('Acara apa itu?');
  const { citizen = '' } = (await findReportReferral(deps, reference)) ?? {};
  const state = await store.turns.readTurn(citizen);
  if (!state) throw new Error('the citizen is not known');
  const { reports: _, ...profile } = state.profile;
  const { revision, conversation, due } = state;
  const nothing = { done: [], replies: [], changes: [], tallies: {} };
  const turn = { citizen, revision, conversation, due, profile, now: 0, ...nothing };
  expect(await store.turns.commitTurn(turn)).toBe('committed');
  await write('citi', 'Pentas rakyat');
  expect(last()).not.toContain('Terima kasih');
});

test('what died between the decision and its referral is done later, once', async () => {
  const { write, settle, heard, deps, reference, clock, wait } = await openWorld();
  await write('citi', 'ya');
  const found = await findReportReferral(deps, reference);
  if (!found) throw new Error('nothing was proposed');
  const step = { type: 'passed' as const, at: clock.now(), by: 'rina', answerMs: HOUR };
  await saveReportReferral(deps, { ...found, steps: [step] });
  expect(await findReferral(deps, reference)).toBeUndefined();
  await settle();
  await settle();
  await wait(HOUR);
  expect((await findReferral(deps, reference))?.steps).toHaveLength(1);
  const news = heard.filter(({ text }) => text.includes('Kami meneruskannya'));
  expect(news).toHaveLength(1);
});

test('a report that fits no rule is offered to nobody', async () => {
  const { write, heard } = await openWorld();
  for (const text of ['lapor', 'penipuan', 'Ditipu penjual', 'kemarin', 'lewati']) {
    await write('budi', text);
  }
  const said = heard.filter(({ to }) => to === 'budi').map(({ text }) => text);
  expect(said.join()).toContain('sudah siap');
  expect(said.join()).not.toContain('Bolehkah kami teruskan');
});

test('whoever is blocked is asked nothing that they could not answer', async () => {
  const { write, settle, act, deps, reference, heard } = await openWorld();
  await write('citi', 'ya');
  const { citizen = '' } = (await findReportReferral(deps, reference)) ?? {};
  const before = heard.length;
  await blockCitizen(deps, { citizen, alias: 'Warga-X', by: 'edi', of: reference }, 1);
  await act({ type: 'ask', question: 'Acara apa itu?' });
  await settle();
  expect(heard.slice(before)).toEqual([]);
  expect((await act({ type: 'pass' })).type).toBe('done');
});
