import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { aCase, aCitizen, aReply, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const DAY = 86_400_000;
/** 00.00 in Jakarta at the beginning of 2 January. */
const MIDNIGHT = Date.UTC(2026, 0, 1, 17);
const ALL = ['entered', 'left', 'again', 'kind', 'tier', 'answered', 'case'];

/** What turns add to the counts of their days, once for each turn that holds. */
export function talliesContract(open: OpenStore): void {
  describe('tallies', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });
    const counted = async (since = '0000', under = ALL) => {
      const tallies = await store.figures.tallies(since, under);
      return tallies.map(({ day, name, count }) => `${day} ${name} ${count}`);
    };

    test('turns add up by the day in Jakarta and by name', async () => {
      const [ani, budi] = [await aCitizen(store), await aCitizen(store)];
      const tallies = { 'kind.text': 1, 'left.tip.search.on answer': 2 };
      await store.turns.commitTurn(aTurn({ citizen: ani, tallies, now: MIDNIGHT - 1 }));
      await store.turns.commitTurn(aTurn({ citizen: budi, tallies, now: MIDNIGHT }));
      const more = { tallies: { 'kind.text': 3 }, now: MIDNIGHT + DAY - 1, revision: 1 };
      await store.turns.commitTurn(aTurn({ citizen: ani, ...more }));
      expect(await counted()).toEqual([
        '2026-01-01 kind.text 1',
        '2026-01-01 left.tip.search.on answer 2',
        '2026-01-02 kind.text 4',
        '2026-01-02 left.tip.search.on answer 2',
      ]);
    });

    test('they are read from a day on, and under some names only', async () => {
      const citizen = await aCitizen(store);
      const tallies = { 'left.tip.a.yes': 1, 'left.tips.a.yes': 1, 'tier.none': 1 };
      await store.turns.commitTurn(aTurn({ citizen, tallies, now: MIDNIGHT - 1 }));
      await store.turns.commitTurn(aTurn({ citizen, tallies, now: MIDNIGHT, revision: 1 }));
      expect(await counted('2026-01-02', ['left.tip'])).toEqual(['2026-01-02 left.tip.a.yes 1']);
      expect(await counted('2026-01-02', ['kind', 'tier', 'left.tips'])).toEqual([
        '2026-01-02 left.tips.a.yes 1',
        '2026-01-02 tier.none 1',
      ]);
      expect(await counted('2026-01-03')).toEqual([]);
    });

    test('a turn that is committed twice counts once, and a stale one not at all', async () => {
      const citizen = await aCitizen(store);
      const turn = aTurn({ citizen, tallies: { 'tier.answer': 1 }, replies: [aReply()] });
      const results = await Promise.all([turn, turn].map((each) => store.turns.commitTurn(each)));
      expect(results.toSorted()).toEqual(['committed', 'stale']);
      expect(await store.turns.commitTurn(turn)).toBe('stale');
      expect(await counted()).toEqual([expect.stringMatching(/ tier\.answer 1$/)]);
    });

    test('a turn that cannot hold for what it changes counts nothing', async () => {
      const [ani, budi] = [await aCitizen(store), await aCitizen(store)];
      const found = aCase();
      const tallies = { 'case.opened': 1 };
      const open = (id: string) => ({
        type: 'open-case' as const,
        case: { ...found, id },
        tips: [],
      });
      await store.turns.commitTurn(aTurn({ citizen: ani, tallies, changes: [open('one')] }));
      const second = aTurn({ citizen: budi, tallies, changes: [open('two')] });
      expect(await store.turns.commitTurn(second)).toBe('stale');
      expect(await counted()).toEqual([expect.stringMatching(/ case\.opened 1$/)]);
    });

    test('turns of many citizens at once are all counted', async () => {
      const citizens = await Promise.all(Array.from({ length: 40 }, () => aCitizen(store)));
      const tallies = { 'kind.text': 1, 'kind.image': 2 };
      await Promise.all(
        citizens.map((citizen) => store.turns.commitTurn(aTurn({ citizen, tallies }))),
      );
      const counts = (await store.figures.tallies('0000', ['kind'])).map(({ count }) => count);
      expect(counts).toEqual([80, 40]);
    });

    test('what is counted once is counted once for its key, also in the same go and by another process', async () => {
      const one = { key: 'wamid.1', day: '2026-01-02', tallies: { 'cost.62.service': 1 } };
      const two = { ...one, key: 'wamid.2', tallies: { 'cost.62.service': 1, 'case-cost.c': 1 } };
      await store.figures.countOnce([one, one], MIDNIGHT);
      await Promise.all([
        store.figures.countOnce([one, two], MIDNIGHT),
        store.figures.countOnce([two], MIDNIGHT),
      ]);
      expect(await counted('0000', ['cost', 'case-cost'])).toEqual([
        '2026-01-02 case-cost.c 1',
        '2026-01-02 cost.62.service 2',
      ]);
    });

    test('a key is known for a week, in which webhooks are repeated, and no longer', async () => {
      const one = { key: 'wamid.1', day: '2026-01-02', tallies: { 'cost.62.service': 1 } };
      await store.figures.countOnce([one], MIDNIGHT);
      await store.figures.countOnce([one], MIDNIGHT + 7 * DAY);
      expect(await counted('0000', ['cost'])).toEqual(['2026-01-02 cost.62.service 1']);
      const other = { ...one, key: 'wamid.2', day: '2026-01-20' };
      await store.figures.countOnce([other], MIDNIGHT + 18 * DAY);
      await store.figures.countOnce([{ ...one, day: '2026-01-21' }], MIDNIGHT + 19 * DAY);
      expect(await counted('2026-01-20', ['cost'])).toEqual([
        '2026-01-20 cost.62.service 1',
        '2026-01-21 cost.62.service 1',
      ]);
    });

    test('a key that is told again with another day is not counted again', async () => {
      const one = { key: 'wamid.1', day: '2026-01-02', tallies: { 'cost.62.service': 1 } };
      await store.figures.countOnce([one], MIDNIGHT);
      const again = { ...one, day: '2026-01-03' };
      await store.figures.countOnce([again, { ...one, key: 'wamid.2' }], MIDNIGHT + DAY);
      expect(await counted('0000', ['cost'])).toEqual(['2026-01-02 cost.62.service 2']);
    });

    test('what was counted of a citizen stays when they are erased, and is the same', async () => {
      const citizen = await aCitizen(store);
      const forget = { type: 'forget' as const, receipt: 'r', at: MORNING };
      await store.turns.commitTurn(
        aTurn({ citizen, tallies: { 'kind.text': 1 }, changes: [forget] }),
      );
      const never = { letter: 0, tip: 0, media: 0, farewell: 0, tally: 0 };
      await store.retention.erase({ ...never, address: MORNING + DAY });
      expect(await counted()).toEqual([expect.stringMatching(/ kind\.text 1$/)]);
    });

    test('days before the time of tallies are erased whole', async () => {
      const citizen = await aCitizen(store);
      const tallies = { 'kind.text': 1, 'tier.none': 1 };
      await store.turns.commitTurn(aTurn({ citizen, tallies, now: MIDNIGHT - 1 }));
      await store.turns.commitTurn(aTurn({ citizen, tallies, now: MIDNIGHT, revision: 1 }));
      const never = { letter: 0, tip: 0, media: 0, address: 0, farewell: 0 };
      expect((await store.retention.erase({ ...never, tally: MIDNIGHT - 1 })).tallies).toBe(0);
      const erased = await store.retention.erase({ ...never, tally: MIDNIGHT + 1 });
      expect(erased.tallies).toBeGreaterThan(0);
      expect(await counted()).toEqual(['2026-01-02 kind.text 1', '2026-01-02 tier.none 1']);
    });
  });
}
