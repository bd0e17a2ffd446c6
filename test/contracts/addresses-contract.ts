import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { aMessage, anAddress, keepMessage, sayTo } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** Where a citizen is answered, and since when. */
export function addressesContract(open: OpenStore): void {
  describe('addresses', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a citizen whose address has changed is the same one, and answered at the new one', async () => {
      const [old, fresh] = [anAddress('id-old'), anAddress('id-new')];
      const before = await keepMessage(store, old, aMessage(), MORNING);
      await sayTo(store, before.citizen, 'kabar');
      await store.turns.linkAddress(old, fresh);
      expect((await store.outbox.next(before.citizen, MORNING))?.to).toEqual(fresh);
      const after = await keepMessage(store, fresh, aMessage(), MORNING);
      expect(after.citizen).toBe(before.citizen);
      await store.turns.linkAddress(anAddress('nobody'), anAddress('somebody'));
    });

    test('whoever wrote from an address is found by it, and nobody else', async () => {
      const { citizen } = await keepMessage(store, anAddress('ani'), aMessage(), MORNING);
      expect(await store.turns.citizenAt(anAddress('ani'))).toBe(citizen);
      expect(await store.turns.citizenAt(anAddress('budi'))).toBeUndefined();
    });

    test('an address that somebody has moved to is not given to another', async () => {
      const [mine, theirs, fresh] = [anAddress('mine'), anAddress('theirs'), anAddress('fresh')];
      const me = await keepMessage(store, mine, aMessage(), MORNING);
      const they = await keepMessage(store, theirs, aMessage(), MORNING);
      await store.turns.linkAddress(theirs, fresh);
      await store.turns.linkAddress(mine, fresh);
      await sayTo(store, me.citizen, 'kabar');
      expect((await store.outbox.next(me.citizen, MORNING))?.to).toEqual(mine);
      const again = await keepMessage(store, fresh, aMessage(), MORNING);
      expect(again.citizen).toBe(they.citizen);
    });

    test('a citizen was heard when they wrote, not when it arrived, and never earlier than before', async () => {
      const from = anAddress();
      const write = (sentAt: number, at: number) =>
        keepMessage(store, from, aMessage({ sentAt }), at);
      const { citizen } = await write(MORNING + 10, MORNING + 90_000);
      const heardAt = async () => (await store.turns.readTurn(citizen))?.heardAt;
      expect(await heardAt()).toBe(MORNING + 10);
      await write(MORNING + 5, MORNING + 90_000);
      expect(await heardAt()).toBe(MORNING + 10);
      await write(MORNING + 200_000, MORNING + 100_000); // a phone whose clock is ahead
      expect(await heardAt()).toBe(MORNING + 100_000);
    });
  });
}
