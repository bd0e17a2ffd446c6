import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { cellsOf } from '../../src/domain/disclosure/aggregation-chain.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { startOfDay } from '../../src/domain/time/jakarta-day.ts';
import type { Store } from '../../src/ports/store.ts';
import { countMonth } from '../../src/services/transparency/count-month.ts';
import { fillMonth } from '../support/busy-month.ts';
import { loadScript } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const script = loadScript();

/** A month comes to the same numbers whatever it is kept in. */
export function recordContract(open: OpenStore): void {
  describe('the record', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a month comes to its numbers, with the small ones withheld', async () => {
      await fillMonth(store, { start: startOfDay('2026-10-01'), people: 72 });
      const clock = { now: () => startOfDay('2026-11-01'), at: () => () => {} };
      const deps = { store, script, clock, settings: { ...defaultSettings, tipDays: 40 } };
      const record = await countMonth(deps, '2026-10');
      const numbers = record.tables.flatMap(({ name, axes, counts }) =>
        cellsOf(axes).flatMap((of, at) =>
          counts[at] === null ? [] : `${[name, ...Object.values(of)].join(' ')}: ${counts[at]}`,
        ),
      );
      expect(numbers).toEqual(NUMBERS);
      expect(record).toMatchObject({ corrections: 0, withdrawals: 0, decisionHours: null });
      expect(record.answerSeconds).toEqual({ p50: 1.1, p90: 35.5 });
      expect(record.totals).toMatchObject({ people: 72, answers: 72, published: null });
      expect(record.factChecks.map(({ id }) => id)).toHaveLength(9);
    });
  });
}

/** All that is published of 72 citizens. */
const NUMBERS: readonly string[] = [
  'asks: 72',
  'asks days-01-07: 21',
  'asks days-08-14: 19',
  'asks days-22-28: 14',
  'asks Aceh: 25',
  'asks Bali: 11',
  'asks unnamed: 15',
  'asks health: 18',
  'asks money: 18',
  'asks other: 18',
  'asks penipuan: 18',
  'asks menyesatkan: 18',
  'asks open: 18',
  'told: 54',
  'told penipuan: 18',
  'told menyesatkan: 18',
  'told health: 18',
  'told money: 18',
  'messages: 216',
  'messages days-01-07: 63',
  'messages days-08-14: 57',
  'messages days-15-21: 42',
  'messages days-22-28: 42',
  'messages days-29-31: 12',
  'messages text: 144',
  'messages audio: 24',
  'messages other: 24',
  'messages days-01-07 text: 42',
  'messages days-08-14 text: 38',
  'messages days-22-28 text: 28',
  'searches: 72',
  'searches days-01-07: 21',
  'searches days-08-14: 19',
  'searches days-22-28: 14',
  'searches answer: 18',
  'searches confirm: 18',
  'searches several: 18',
  'searches none: 18',
];
