import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newProfile, type Profile } from '../../src/domain/citizens/profile.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCitizen, anAddress, aTurn } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const ALL = { after: '', limit: 100 };

function subscribed(interest: string, changes: Partial<Profile> = {}): Profile {
  const consent = { version: 'A1B2C3', at: MORNING };
  const subscription = { every: 'daily', interest, consent, since: MORNING } as const;
  const reach = { subscription: { ...subscription, nextAt: MORNING } };
  return { ...newProfile('id', MORNING), reach, ...changes };
}

/** Who is found that wishes to be told unasked. */
export function audienceContract(open: OpenStore): void {
  describe('audience', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    async function subscriber(interest: string): Promise<string> {
      const citizen = await aCitizen(store);
      await store.turns.commitTurn(aTurn({ citizen, profile: subscribed(interest) }));
      return citizen;
    }

    test('subscribers are counted and found by their interest, nobody else is', async () => {
      const [one, two] = [await subscriber('health'), await subscriber('Jawa Barat')];
      await subscriber('all');
      await aCitizen(store);
      expect(await store.audience.list(['health', 'Jawa Barat'], ALL)).toEqual([one, two].sort());
      const counts = await store.audience.count();
      expect(new Map(counts.map(({ interest, count }) => [interest, count]))).toEqual(
        new Map([
          ['all', 1],
          ['health', 1],
          ['Jawa Barat', 1],
        ]),
      );
    });

    test('they are listed page by page, each once', async () => {
      const all = await Promise.all([1, 2, 3, 4, 5].map(() => subscriber('money')));
      const found: string[] = [];
      for (;;) {
        const page = await store.audience.list(['money'], { after: found.at(-1) ?? '', limit: 2 });
        if (page.length === 0) break;
        found.push(...page);
      }
      expect(found).toEqual(all.sort());
    });

    test('whoever ends the subscription, opts out or is forgotten is found no more', async () => {
      const [ended, optedOut, forgotten] = [
        await subscriber('health'),
        await subscriber('health'),
        await subscriber('health'),
      ];
      const end = aTurn({ citizen: ended, revision: 1 });
      const profile = subscribed('health', { isOptedOut: true });
      const forget = { type: 'forget', receipt: 'R1', at: MORNING } as const;
      await store.turns.commitTurn(end);
      await store.turns.commitTurn(aTurn({ citizen: optedOut, revision: 1, profile }));
      await store.turns.commitTurn(aTurn({ citizen: forgotten, revision: 1, changes: [forget] }));
      expect(await store.audience.list(['health'], ALL)).toEqual([]);
      expect(await store.audience.count()).toEqual([]);
    });

    test('whoever is past retention is found no more', async () => {
      await subscriber('health');
      const later = MORNING + 1;
      const before = { letter: 0, tip: 0, media: 0, address: later, tally: 0, farewell: 0 };
      await store.retention.erase(before);
      expect(await store.audience.count()).toEqual([]);
    });

    test('a turn knows by which channel its citizen is reached, and when they last wrote', async () => {
      const citizen = await aCitizen(store, anAddress('w9', { channel: 'cloud-api' }), MORNING + 5);
      expect(await store.turns.readTurn(citizen)).toMatchObject({
        channel: 'cloud-api',
        heardAt: MORNING + 5,
      });
    });
  });
}
