import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Tip } from '../../src/domain/cases/case.ts';
import { ALL } from '../../src/ports/audience.ts';
import type { Cutoffs, Store } from '../../src/ports/store.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aMessage,
  anAddress,
  aTip,
  aTurn,
  endNext,
  keepMessage,
  sayTo,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const never: Cutoffs = { letter: 0, tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
const LATER = MORNING + 1000;

/** Everything of a tip that is said, seen or guessed, in which there may be somebody's words. */
const SAID: Partial<Tip> = {
  text: 'Bank tutup sebulan',
  links: ['a.com'],
  media: [{ sha256: file('a').sha256, mime: 'image/png' }],
  read: [{ source: 'picture', text: 'Bank tutup sebulan' }],
  stamp: 'HOAKS',
  source: 'advert',
  link: 'Akun @contoh',
  region: 'Bali',
  worry: 'safety',
  triage: { threat: 'penipuan', certainty: 0.9, signs: ['link'], words: ['bank'] },
  urgency: 'life',
  answers: [{ question: 'Di mana?', text: 'Di grup RT', at: MORNING }],
  saved: [{ name: 'shop', kind: 'text', text: 'Toko Maju', at: MORNING }],
  offered: { factChecks: ['f1'], answer: 'no' },
};

/** What is past its time is erased, and nothing else. */
export function retentionContract(open: OpenStore): void {
  describe('retention', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('nothing is erased before its time', async () => {
      const citizen = await answered(store);
      await store.media.keep(file('a'), Buffer.from('a'), MORNING);
      const erased = await store.retention.erase(never);
      expect(erased).toEqual({ letters: 0, tips: 0, media: 0, citizens: 0, tallies: 0 });
      expect(await store.turns.countMessages(citizen)).toBe(1);
    });

    test('answered letters are erased after their time, unanswered ones wait, however old', async () => {
      const done = await answered(store);
      const from = anAddress();
      const open = await aCitizen(store, from);
      const erased = await store.retention.erase({ ...never, letter: LATER });
      expect(erased.letters).toBe(1);
      expect(await store.turns.countMessages(done)).toBe(0);
      expect((await store.turns.readTurn(open))?.pending).toHaveLength(1);
      expect((await store.retention.erase({ ...never, letter: LATER })).letters).toBe(0);
      await aCitizen(store, from, LATER);
      await store.retention.erase({ ...never, letter: LATER, address: LATER });
      expect((await store.turns.readTurn(open))?.pending).toHaveLength(2);
    });

    test('a page holds so many cases and citizens, and the last page the rest', async () => {
      const cases = ['d', 'a', 'c', 'b'].map((id) =>
        aCase({ id, status: 'closed', decidedAt: MORNING }),
      );
      const tips = cases.map(({ id }) => aTip({ id: `tip-${id}`, case: id, text: 'Kabar' }));
      await store.cases.commit(aCaseCommit({ newCases: cases, tips }));
      for (let n = 0; n < 4; n += 1) await answered(store);
      const cutoffs = { ...never, tip: LATER, address: LATER, letter: LATER };
      const pages = [];
      for (let after: string | undefined = ''; after !== undefined && pages.length < 9; ) {
        const page = await store.retention.erase(cutoffs, { after, limit: 3 });
        after = page.after;
        pages.push([page.tips, page.citizens, page.letters > 0, after !== undefined]);
      }
      expect(pages).toEqual([
        [3, 3, false, true],
        [1, 1, false, false],
      ]);
      expect(await store.rights.citizensAfter('', 9)).toEqual([]);
      expect((await store.cases.tipsOf('d')).map(({ text }) => text)).toEqual(['']);
    });

    test('a page full of cases is followed by another that begins after the last of them', async () => {
      await answered(store);
      const cases = ['a', 'b', 'c', 'd'].map((id) =>
        aCase({ id, status: 'closed', decidedAt: MORNING }),
      );
      await store.cases.commit(aCaseCommit({ newCases: cases }));
      const cutoffs = { ...never, tip: LATER, letter: LATER };
      const first = await store.retention.erase(cutoffs, { after: '', limit: 3 });
      expect(first).toMatchObject({ letters: 0, after: 'c' });
      const last = await store.retention.erase(cutoffs, { after: 'c', limit: 3 });
      expect([last.letters, last.after]).toEqual([1, undefined]);
    });

    test('a page full of citizens is followed by another that begins at the same case', async () => {
      for (let n = 0; n < 3; n += 1) await answered(store);
      const cutoffs = { ...never, address: LATER, letter: LATER };
      const page = { after: 'c', limit: 2 };
      const first = await store.retention.erase(cutoffs, page);
      expect(first).toMatchObject({ citizens: 2, letters: 0, after: 'c' });
      const last = await store.retention.erase(cutoffs, page);
      expect([last.citizens, last.after]).toEqual([1, undefined]);
    });

    test('replies that are not out yet are not erased with the letters', async () => {
      const citizen = await aCitizen(store);
      const [, waiting] = await sayTo(store, citizen, 'a', 'b');
      await endNext(store, citizen);
      await store.retention.erase({ ...never, letter: LATER });
      expect((await store.outbox.next(citizen, MORNING))?.id).toBe(waiting);
    });

    test('an erased message that comes again is still known', async () => {
      const from = anAddress();
      const message = aMessage();
      const { citizen } = await keepMessage(store, from, message, MORNING);
      await finish(store, citizen);
      await store.retention.erase({ ...never, letter: LATER });
      expect((await keepMessage(store, from, message, LATER)).isNew).toBe(false);
    });

    test('tips lose their words some time after the decision, and not before', async () => {
      const [young, old, open] = await Promise.all([
        reported(store, MORNING + 5),
        reported(store, MORNING + 1),
        reported(store, undefined),
      ]);
      const erased = await store.retention.erase({ ...never, tip: MORNING + 5 });
      expect(erased.tips).toBe(1);
      const [gone] = await store.cases.tipsOf(old);
      expect(gone).toMatchObject({ text: '', links: [] });
      for (const id of [young, open]) {
        const [kept] = await store.cases.tipsOf(id);
        expect(kept?.text).not.toBe('');
      }
    });

    test('what the citizen said about a tip goes with its words', async () => {
      const id = await reported(store, MORNING + 1);
      await store.retention.erase({ ...never, tip: LATER });
      const [gone] = await store.cases.tipsOf(id);
      const kept = { text: '', links: [], media: [] };
      const said = Object.keys(SAID).filter((field) => !(field in kept));
      expect(gone).toMatchObject(kept);
      for (const field of said) expect(gone).not.toHaveProperty(field);
    });

    test('the hashes of files go with the words of their tips, also where the file went first', async () => {
      const [old, open] = [
        await reported(store, MORNING, 'a'),
        await reported(store, undefined, 'b'),
      ];
      await store.retention.erase({ ...never, media: LATER });
      expect((await store.cases.tipsOf(old))[0]?.media).toHaveLength(1);
      expect((await store.retention.erase({ ...never, tip: LATER })).tips).toBe(1);
      expect((await store.cases.tipsOf(old))[0]?.media).toEqual([]);
      expect(JSON.stringify(await store.cases.get(old))).not.toContain(file('a').sha256);
      expect((await store.cases.tipsOf(open))[0]?.media).toHaveLength(1);
      expect((await store.retention.erase({ ...never, tip: LATER })).tips).toBe(0);
    });

    test('a legal hold keeps words and files of a decided case until it is over', async () => {
      await store.media.keep(file('a'), Buffer.from('a'), MORNING);
      const id = await reported(store, MORNING, 'a');
      const found = await store.cases.get(id);
      const hold = { until: LATER + 5, by: 'ayu', reason: 'Surat penyidik' };
      if (found) await store.cases.commit(aCaseCommit({ cases: [{ ...found, hold }] }));
      const all = { ...never, letter: LATER, media: LATER, tip: LATER };
      expect(await store.retention.erase({ ...all, hold: LATER })).toMatchObject({
        tips: 0,
        media: 0,
      });
      expect(await store.media.read(file('a').sha256)).toBeDefined();
      expect((await store.cases.get(id))?.claim).not.toBe('');
      const over = await store.retention.erase({ ...all, hold: LATER + 5 });
      expect(over).toMatchObject({ tips: 1, media: 1 });
      expect(JSON.stringify(await store.cases.get(id))).not.toContain('penyidik');
    });

    test.for(Object.entries(SAID))(
      'what is all that is left of a tip goes too: %s',
      async ([field, value]) => {
        const found = aCase({ status: 'closed', decidedAt: MORNING, claim: '' });
        const tip = aTip({ case: found.id, text: '', [field]: value });
        await store.cases.commit(aCaseCommit({ newCases: [found], tips: [tip] }));
        expect((await store.retention.erase({ ...never, tip: LATER })).tips).toBe(1);
        const bare = { ...aTip({ case: found.id, id: tip.id }), text: '' };
        expect(await store.cases.tipsOf(found.id)).toEqual([bare]);
        expect((await store.retention.erase({ ...never, tip: LATER })).tips).toBe(0);
      },
    );

    test('the claim of a case goes with the words of its tips, that of another stays', async () => {
      const open = await reported(store, undefined);
      const id = await reported(store, MORNING + 1);
      await store.retention.erase({ ...never, tip: LATER });
      const found = await store.cases.get(id);
      expect(JSON.stringify(found)).not.toContain('Besok bank');
      expect((await store.cases.get(open))?.claim).toContain('Besok bank');
    });

    test('citizens who have not written for long are gone with all that names them', async () => {
      const from = anAddress();
      const citizen = await aCitizen(store, from);
      const stays = await aCitizen(store, anAddress(), LATER);
      const found = aCase();
      await store.turns.commitTurn(
        aTurn({
          citizen,
          changes: [
            { type: 'open-case', case: found, tips: [aTip({ case: found.id, citizen })] },
            { type: 'told', told: { factCheck: 'f1', version: 1, at: MORNING } },
          ],
        }),
      );
      const erased = await store.retention.erase({ ...never, address: LATER, tally: LATER });
      expect(erased.citizens).toBe(1);
      expect(await store.turns.readTurn(citizen)).toBeUndefined();
      expect(await store.turns.readTurn(stays)).toBeDefined();
      expect(await store.ledger.toldBefore('f1', 99, ALL)).toEqual([]);
      const tips = await store.cases.tipsOf(found.id);
      expect(tips.map((tip) => tip.citizen)).toEqual([undefined]);
      expect(await store.turns.findDue(LATER * 2, 10)).toEqual([stays]);
    });
  });
}

function file(name: string) {
  return { sha256: name.repeat(64), mime: 'image/png', size: 1 };
}

async function finish(store: Store, citizen: string): Promise<void> {
  const state = await store.turns.readTurn(citizen);
  const done = state?.pending.map(({ key }) => key) ?? [];
  await store.turns.commitTurn(aTurn({ citizen, done, revision: state?.revision ?? 0 }));
}

async function answered(store: Store): Promise<string> {
  const citizen = await aCitizen(store);
  await finish(store, citizen);
  return citizen;
}

/** A case with one tip, decided at a time unless that is undefined; returns its id. */
async function reported(store: Store, at: number | undefined, name?: string): Promise<string> {
  const citizen = await aCitizen(store);
  const found = aCase();
  const media = name === undefined ? [] : [{ sha256: file(name).sha256, mime: 'image/png' }];
  const tips = [aTip({ case: found.id, citizen, ...SAID, text: found.claim, media })];
  const changes = [{ type: 'open-case' as const, case: found, tips }];
  await store.turns.commitTurn(aTurn({ citizen, changes }));
  if (at === undefined) return found.id;
  const draft = { by: 'rina', at, summary: found.claim };
  const decided = { status: 'closed' as const, closing: 'spam' as const, decidedAt: at };
  const apart = media.map(({ sha256 }) => sha256);
  const closed = { ...found, ...decided, draft, apart };
  await store.cases.commit(aCaseCommit({ cases: [closed] }));
  return found.id;
}
