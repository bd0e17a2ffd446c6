import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { EXERCISE_MARK } from '../../src/domain/cases/exercise.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCase, aCaseCommit, aCitizen, anAddress, aTip, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What dashboards count: reports, decisions, what is asked most, where, and how it helped. */
export function figuresContract(open: OpenStore): void {
  describe('figures', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('reports are counted by the day in Jakarta, from a time on', async () => {
      const found = aCase();
      const midnight = Date.UTC(2026, 0, 1, 17); // 00.00 in Jakarta
      const at = [midnight, midnight - 1, midnight + HOUR, midnight - 3 * DAY];
      const tips = at.map((time) => aTip({ case: found.id, at: time }));
      await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
      expect(await store.figures.tipsByDay(midnight - DAY)).toEqual([
        { day: '2026-01-01', count: 1 },
        { day: '2026-01-02', count: 2 },
      ]);
    });

    test('decisions are told with how long they took, the latest first', async () => {
      const decided = (status: 'published' | 'closed' | 'merged', decidedAt: number) =>
        aCase({ status, openedAt: MORNING - HOUR, decidedAt });
      const newCases = [
        decided('published', MORNING + 1),
        decided('closed', MORNING + 2),
        decided('merged', MORNING + 3),
        decided('published', MORNING - 1),
        aCase(),
      ];
      await store.cases.commit(aCaseCommit({ newCases }));
      const openedAt = MORNING - HOUR;
      expect(await store.figures.decided(MORNING, 10)).toEqual([
        { status: 'closed', decidedAt: MORNING + 2, openedAt },
        { status: 'published', decidedAt: MORNING + 1, openedAt },
      ]);
      expect(await store.figures.decided(MORNING, 1)).toHaveLength(1);
    });

    test('what is asked most counts each citizen once, and the forgotten ones too', async () => {
      const [one, two] = [aCase(), aCase()];
      const ani = await aCitizen(store);
      const budi = await aCitizen(store, anAddress());
      const tips = [
        aTip({ case: one.id, citizen: ani, at: MORNING }),
        aTip({ case: one.id, citizen: ani, at: MORNING + 1 }),
        aTip({ case: two.id, citizen: ani, at: MORNING }),
        aTip({ case: two.id, citizen: budi, at: MORNING }),
        aTip({ case: two.id, at: MORNING }),
        aTip({ case: one.id, citizen: budi, at: MORNING + DAY }),
      ];
      await store.cases.commit(aCaseCommit({ newCases: [one, two], tips }));
      const span = { since: MORNING, until: MORNING + DAY, limit: 5 };
      const asked = await store.figures.mostAsked(span);
      expect(asked.map(({ ticket, citizens }) => [ticket, citizens])).toEqual([
        [two.ticket, 3],
        [one.ticket, 1],
      ]);
      expect(asked[0]).toMatchObject({ claim: two.claim, status: 'open' });
    });

    test('reports are counted by the province that citizens named', async () => {
      const found = aCase();
      const regions = ['Aceh', 'Bali', 'Bali', undefined];
      const tips = regions.map((region) => aTip({ case: found.id, ...(region && { region }) }));
      tips.push(aTip({ case: found.id, region: 'Aceh', at: MORNING - 1 }));
      await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
      expect(await store.figures.tipsByRegion(MORNING)).toEqual([
        { region: 'Bali', count: 2 },
        { region: 'Aceh', count: 1 },
      ]);
    });

    test('the tips of a span are told with people who are numbers, the same for the same one', async () => {
      const found = aCase();
      const [ani, budi] = [await aCitizen(store), await aCitizen(store)];
      const triage = { threat: 'penipuan', certainty: 0.9, signs: [], words: [] } as const;
      const tips = [
        aTip({ case: found.id, citizen: ani, at: MORNING - 1 }),
        aTip({ case: found.id, citizen: ani, at: MORNING, region: 'Bali', worry: 'money' }),
        aTip({
          case: found.id,
          citizen: budi,
          at: MORNING + 1,
          triage: { ...triage, signs: [], words: [] },
        }),
        aTip({ case: found.id, at: MORNING + 2 }),
        aTip({ case: found.id, citizen: ani, at: MORNING + DAY - 1 }),
        aTip({ case: found.id, citizen: ani, at: MORNING + DAY }),
      ];
      await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
      const of = { case: found.id };
      expect(await store.figures.tipsIn({ since: MORNING, until: MORNING + DAY })).toEqual([
        { ...of, at: MORNING, person: 0, region: 'Bali', worry: 'money' },
        { ...of, at: MORNING + 1, person: 1, triage },
        { ...of, at: MORNING + 2 },
        { ...of, at: MORNING + DAY - 1, person: 0 },
      ]);
    });

    test('who was told of what within a span is told without names', async () => {
      const [ani, budi] = [await aCitizen(store), await aCitizen(store)];
      const tell = (factCheck: string, at: number) =>
        ({ type: 'told', told: { factCheck, version: 1, at } }) as const;
      const changes = [tell('f1', MORNING), tell('f2', MORNING + DAY), tell('f3', MORNING - 1)];
      await store.turns.commitTurn(aTurn({ citizen: ani, changes }));
      await store.turns.commitTurn(aTurn({ citizen: budi, changes: [tell('f1', MORNING + 1)] }));
      const told = await store.figures.toldIn({ since: MORNING, until: MORNING + DAY });
      expect(told.map(({ factCheck }) => factCheck)).toEqual(['f1', 'f1']);
      expect(new Set(told.map(({ person }) => person))).toEqual(new Set([0, 1]));
    });

    test('an exercise counts in no figure of what was asked, decided or told', async () => {
      const mark = (name: string) => `${EXERCISE_MARK}${name}`;
      const [open, closed] = [aCase({ ticket: mark('K7Q2') }), aCase({ ticket: mark('K7Q3') })];
      const decided = { ...closed, status: 'closed', decidedAt: MORNING } as const;
      const citizen = await aCitizen(store);
      const tips = [open, decided].map(({ id, ticket }) =>
        aTip({ case: id, ticket: `${ticket}X`, citizen, at: MORNING, region: 'Bali' }),
      );
      await store.cases.commit(aCaseCommit({ newCases: [open, decided], tips }));
      const span = { since: MORNING, until: MORNING + DAY };
      const { figures } = store;
      expect({
        byDay: await figures.tipsByDay(MORNING),
        decided: await figures.decided(MORNING, 10),
        mostAsked: await figures.mostAsked({ ...span, limit: 10 }),
        byRegion: await figures.tipsByRegion(MORNING),
        tips: await figures.tipsIn(span),
      }).toEqual({ byDay: [], decided: [], mostAsked: [], byRegion: [], tips: [] });
    });

    test('feedback is counted as helpful or not', async () => {
      const citizen = await aCitizen(store);
      const note = (isHelpful: boolean, at: number) =>
        ({ type: 'feedback', factCheck: 'f', isHelpful, at }) as const;
      const changes = [
        note(true, MORNING),
        note(true, MORNING),
        note(false, MORNING),
        note(true, 1),
      ];
      await store.turns.commitTurn(aTurn({ citizen, changes }));
      expect(await store.figures.feedback(MORNING)).toEqual({ helpful: 2, notHelpful: 1 });
    });
  });
}
