import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';
import { provinceNames } from '../../src/domain/text/province.ts';
import { sayThreat } from '../../src/services/cases/amend-case.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { addRule, listRules, removeRule } from '../../src/services/partners/routing.ts';
import { whyNobody, whyPartner } from '../../src/ui-text/reasons.ts';
import { deskWords } from '../../src/ui-text/ui-text.ts';
import { readByFeed } from '../support/add-partner.ts';
import { aMasterKey, aPost, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const SCAM =
  'Selamat! Nomor Anda menang undian 50 juta dari bank. Klik https://hadiah-bank.example dan kirim kode OTP, transfer biaya admin sekarang';
const RUMOUR = 'Besok pasar di kota kami pindah ke lapangan sebelah';
const DAY = 86_400_000;

/** A post with two partners: one for scams everywhere, one for scams in one province while an election is near. */
async function openWorld(settings: Partial<Settings> = {}) {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store, { settings });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const { deps } = post;
  for (const [id, name] of [
    ['komdigi', 'Komdigi'],
    ['bawaslu-jabar', 'Bawaslu Jabar'],
  ] as const) {
    await addOrganisation(deps, { id, name, kind: 'other' }, 'ayu');
    await readByFeed(deps, id);
  }
  const scam = { threats: ['penipuan' as const], answerHours: 24 };
  await addRule(
    deps,
    { ...scam, regions: [], nearElection: false, organisation: 'komdigi' },
    'ayu',
  );
  await addRule(
    deps,
    { ...scam, regions: ['Jawa Barat'], nearElection: true, organisation: 'bawaslu-jabar' },
    'ayu',
  );
  const ask = async (text: string, region?: string) => {
    await post.report('ani', text);
    const [found] = await store.cases.list('open', 1);
    const ticket = found?.ticket ?? '';
    const [tip] = found && region ? await store.cases.tipsOf(found.id) : [];
    const { citizen = '', id = '' } = tip ?? {};
    const state = await store.turns.readTurn(citizen);
    if (state && region) {
      const change = { type: 'note-tips' as const, ids: [id], notes: { region } };
      await store.turns.commitTurn(aTurn({ citizen, revision: state.revision, changes: [change] }));
    }
    return ticket;
  };
  const signs = async () => (await listQueue(deps)).map(({ partner }) => partner?.name);
  return { ...post, store, ask, signs };
}

test('a case whose harm is guessed surely shows in the queue where it could go, with why', async () => {
  const { ask, signs, deps } = await openWorld();
  const ticket = await ask(SCAM);
  expect(await signs()).toEqual(['Komdigi']);
  const view = await viewCase(deps, ticket);
  expect(view?.partners).toMatchObject([
    { organisation: 'komdigi', isSure: true, why: { threat: 'penipuan', by: 'triage' } },
  ]);
});

test('the partner whose rule says most about a case comes first, and only while its rule holds', async () => {
  const election = { name: 'Pilgub', at: MORNING + 7 * DAY, region: 'Jawa Barat' };
  const near = await openWorld({ elections: [election] });
  const ticket = await near.ask(SCAM, 'Jawa Barat');
  const view = await viewCase(near.deps, ticket);
  expect(view?.partners.map(({ name }) => name)).toEqual(['Bawaslu Jabar', 'Komdigi']);
  expect(view?.otherPartners).toEqual([]);
  expect(view?.partners[0]?.why.met).toEqual({
    threats: ['penipuan'],
    regions: ['Jawa Barat'],
    periods: ['near'],
  });
  const far = await openWorld();
  await far.ask(SCAM, 'Jawa Barat');
  expect(await far.signs()).toEqual(['Komdigi']);
});

test('without a sure guess the queue shows no sign, until a reviewer says what harm it is', async () => {
  const { ask, signs, deps } = await openWorld();
  const ticket = await ask(RUMOUR);
  expect(await signs()).toEqual([undefined]);
  await sayThreat(deps, { ticket, reviewer: 'rina' }, 'penipuan');
  expect(await signs()).toEqual(['Komdigi']);
  await sayThreat(deps, { ticket, reviewer: 'rina' }, 'biasa');
  expect(await signs()).toEqual([undefined]);
});

test('a partner who has the case already, or takes part no more, is not proposed', async () => {
  const { ask, signs, deps } = await openWorld();
  const ticket = await ask(SCAM);
  const about = { organisation: 'komdigi', threat: 'penipuan', answerMs: DAY, by: 'rina' } as const;
  await referCase(deps, { ticket, ...about });
  expect(await signs()).toEqual([undefined]);
  const other = await openWorld();
  await other.ask(SCAM);
  const quiet = { id: 'komdigi', by: 'ayu', what: 'disabled' };
  await changeOrganisation(other.deps, quiet, () => ({ isActive: false }));
  expect(await other.signs()).toEqual([undefined]);
});

test('rules look at the kabupaten in the words, the platform of the links and the period of the election', async () => {
  const election = { name: 'Pilgub Jawa Barat', at: MORNING + 2 * DAY, region: 'Jawa Barat' };
  const { ask, deps } = await openWorld({ elections: [election] });
  for (const { id } of await listRules(deps)) await removeRule(deps, id, 'ayu');
  const rule = { threats: ['penipuan' as const], answerHours: 6 };
  const quiet = { ...rule, regencies: ['Kabupaten Garut'], periods: ['quiet' as const] };
  await addRule(deps, { ...quiet, organisation: 'bawaslu-jabar' }, 'ayu');
  await addRule(
    deps,
    { ...rule, platforms: ['telegram' as const], organisation: 'komdigi' },
    'ayu',
  );
  const ticket = await ask(`${SCAM} di https://t.me/undian, panitia di Kabupaten Garut`);
  const view = await viewCase(deps, ticket);
  expect(view?.partners.map((each) => whyPartner(each, deskWords.id))).toEqual([
    expect.stringMatching(/Kabupaten Garut · masa tenang$/),
    expect.stringMatching(/ · Telegram$/),
  ]);
});

test('where nobody is proposed, each partner with a rule has its reason, and there is a next step', async () => {
  const { ask, deps } = await openWorld();
  const ticket = await ask(RUMOUR);
  const why = async () => {
    const view = await viewCase(deps, ticket);
    return whyNobody(view?.otherPartners ?? [], deskWords.id);
  };
  expect(await why()).toEqual([
    'Belum ada mitra yang diusulkan.',
    expect.stringMatching(/^Komdigi: aturannya hanya untuk [^·]+$/),
    expect.stringMatching(/^Bawaslu Jabar: .* · .*Jawa Barat · .*menjelang pemilihan/),
    expect.stringContaining('minta admin menambah aturan'),
  ]);
  await sayThreat(deps, { ticket, reviewer: 'rina' }, 'penipuan');
  expect(await why()).toEqual([]);
  const about = { organisation: 'komdigi', threat: 'penipuan', answerMs: DAY, by: 'rina' } as const;
  await referCase(deps, { ticket, ...about });
  expect(await why()).toContain('Komdigi: sudah memegangnya');
  await changeOrganisation(deps, { id: 'komdigi', by: 'ayu', what: 'disabled' }, () => ({
    isActive: false,
  }));
  expect((await why()).join()).toContain('Komdigi: sudah memegangnya · Lembaga itu');
});

test('of many partners that do not fit, the nearest are named', async () => {
  const { ask, deps } = await openWorld();
  for (const region of provinceNames) {
    const id = `bawaslu-${provinceNames.indexOf(region)}`;
    await addOrganisation(deps, { id, name: `Bawaslu ${region}`, kind: 'supervisor' }, 'ayu');
    await addRule(
      deps,
      { regions: [region], threats: [], organisation: id, answerHours: 6 },
      'ayu',
    );
  }
  const view = await viewCase(deps, await ask(RUMOUR, 'Jawa Timur'));
  const lines = whyNobody(view?.otherPartners ?? [], deskWords.id);
  expect(lines).toHaveLength(7);
  expect(lines[1]).toMatch(/^Bawaslu Jawa Timur: Tidak diteruskan: /);
});

test('nothing is passed on by a proposal alone', async () => {
  const { ask, store, wait, heard } = await openWorld();
  await ask(SCAM);
  await wait(DAY);
  expect(await store.documents.list('referral')).toEqual([]);
  expect(heard.map(({ text }) => text).join()).not.toContain('Komdigi');
});
