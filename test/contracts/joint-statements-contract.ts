import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { authorsOf } from '../../src/domain/fact-checks/published-fact-check.ts';
import { jakartaDay } from '../../src/domain/time/jakarta-day.ts';
import type { Store } from '../../src/ports/store.ts';
import { releaseChanges } from '../../src/services/fact-checks/decide-change.ts';
import { saveFactChecks } from '../../src/services/fact-checks/import-fact-checks.ts';
import { findChange } from '../../src/services/fact-checks/proposed-change.ts';
import { changeOrganisation } from '../../src/services/organisations/organisations.ts';
import { codeOf, openJointDesk, STATEMENT } from '../support/joint-desk.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

const BOTH = ['komdigi', 'bawaslu'];

/** A statement is public only as all have signed it, whoever else writes at the same moment. */
export function jointStatementsContract(open: OpenStore): void {
  describe('joint statements', () => {
    let store: Store;
    let desk: Awaited<ReturnType<typeof openJointDesk>>;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
      desk = await openJointDesk(store);
    });
    const announced = () => store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 9);

    test('one is signed by all, agreed to by a second person, and each step is written down', async () => {
      const code = codeOf(await desk.propose(BOTH));
      expect(await desk.approve(code)).toEqual({ type: 'refused', why: 'unsigned' });
      expect(await desk.sign(code, 'polri')).toBe('unknown');
      expect(await desk.sign(code, 'komdigi')).toBe('signed');
      expect(await desk.approve(code)).toEqual({ type: 'refused', why: 'unsigned' });
      expect(await desk.sign(code, 'bawaslu')).toBe('signed');
      expect(await desk.approve(code, 'rina')).toEqual({ type: 'refused', why: 'own-proposal' });
      expect(await store.factChecks.latest(9)).toEqual([]);
      expect((await desk.approve(code)).type).toBe('done');
      const [found] = await store.factChecks.latest(9);
      expect(found).toMatchObject({
        ...STATEMENT,
        version: 1,
        publishedAt: jakartaDay(MORNING),
        signatories: [
          { id: 'bawaslu', name: 'Bawaslu', at: MORNING },
          { id: 'komdigi', name: 'Komdigi', at: MORNING },
        ],
      });
      const events = (await store.audit.list(20)).map(({ by, what }) => `${by} ${what}`);
      expect(events.filter((each) => !each.includes('partner'))).toEqual([
        'rina fact-check-added',
        'budi change-approved',
        'petugas bawaslu change-signed',
        'petugas komdigi change-signed',
        'rina change-proposed',
      ]);
    });

    test('whoever declines says why, and can sign after all; the last word counts', async () => {
      const code = codeOf(await desk.propose(BOTH));
      await desk.sign(code, 'komdigi');
      await desk.sign(code, 'bawaslu', 'declined');
      expect((await findChange(desk.deps, code))?.signings?.at(-1)?.note).toBe('Baik.');
      expect(await desk.approve(code)).toEqual({ type: 'refused', why: 'unsigned' });
      await desk.sign(code, 'bawaslu');
      await desk.sign(code, 'komdigi', 'change');
      expect(await desk.approve(code)).toEqual({ type: 'refused', why: 'unsigned' });
    });

    test('other words, or other signatories, are another version, which nobody has signed yet', async () => {
      const code = codeOf(await desk.propose(BOTH));
      await desk.sign(code, 'komdigi');
      await desk.sign(code, 'bawaslu', 'declined');
      await desk.giveBack(code);
      const next = codeOf(await desk.propose(['komdigi']));
      expect(next).not.toBe(code);
      expect(await desk.approve(next)).toEqual({ type: 'refused', why: 'unsigned' });
      expect(await desk.sign(code, 'komdigi')).toBe('unknown');
      await desk.sign(next, 'komdigi');
      expect((await desk.approve(next)).type).toBe('done');
      expect(await desk.sign(next, 'komdigi', 'declined')).toBe('unknown');
    });

    test('signatures that come at the same moment are all kept, and a version is published once', async () => {
      const code = codeOf(await desk.propose(BOTH));
      const signed = await Promise.all(BOTH.map((id) => desk.sign(code, id)));
      expect(signed).toEqual(['signed', 'signed']);
      expect((await findChange(desk.deps, code))?.signings).toHaveLength(2);
      const twice = await Promise.all(['budi', 'sari'].map((by) => desk.approve(code, by)));
      expect(twice.map(({ type }) => type).sort()).toEqual(['done', 'refused']);
      expect(await store.factChecks.latest(9)).toHaveLength(1);
    });

    test('an organisation that takes part no more has not signed, and cannot be asked', async () => {
      const code = codeOf(await desk.propose(BOTH));
      for (const id of BOTH) await desk.sign(code, id);
      const shut = { id: 'bawaslu', by: 'ayu', what: 'disabled' };
      await changeOrganisation(desk.deps, shut, () => ({ isActive: false }));
      expect(await desk.approve(code)).toEqual({ type: 'refused', why: 'unsigned' });
      expect(codeOf(await desk.propose(['bawaslu'], { title: 'Lain' }))).toBe('unsigned');
    });

    test('one that takes part no more before a change is public has not signed it', async () => {
      desk.deps.settings.undoMs = 60_000;
      const code = codeOf(await desk.propose(BOTH));
      for (const id of BOTH) await desk.sign(code, id);
      expect((await desk.approve(code)).type).toBe('held');
      const shut = { id: 'bawaslu', by: 'ayu', what: 'disabled' };
      await changeOrganisation(desk.deps, shut, () => ({ isActive: false }));
      await desk.clock.advance(60_000, async () => {});
      await releaseChanges(desk.deps);
      expect(await store.factChecks.latest(9)).toEqual([]);
      expect(await findChange(desk.deps, code)).toBeUndefined();
      expect((await store.audit.list(1))[0]).toMatchObject({
        what: 'change-returned',
        details: { why: 'unsigned' },
      });
    });

    test('what was agreed to is not signed, declined or put off any more', async () => {
      desk.deps.settings.undoMs = 60_000;
      const code = codeOf(await desk.propose(BOTH));
      for (const id of BOTH) await desk.sign(code, id);
      expect((await desk.approve(code)).type).toBe('held');
      expect(await desk.sign(code, 'bawaslu', 'declined')).toBe('too-late');
      await desk.clock.advance(60_000, async () => {});
      await releaseChanges(desk.deps);
      expect(await store.factChecks.latest(9)).toHaveLength(1);
    });

    test('words that an import changed after they were signed are not published', async () => {
      const row = { ...STATEMENT, id: 'kpu-1', language: 'id', explanation: 'Jadwal tetap.' };
      await saveFactChecks({ store, now: MORNING }, [row]);
      const code = codeOf(await desk.correct('kpu-1', { article: 'Tetap **Jumat**.' }, BOTH));
      for (const id of BOTH) await desk.sign(code, id);
      await saveFactChecks({ store, now: MORNING + 1 }, [{ ...row, explanation: 'Jadwal lain.' }]);
      expect(await desk.approve(code)).toEqual({ type: 'refused', why: 'stale' });
      const found = await store.factChecks.get('kpu-1');
      expect(found).toMatchObject({ explanation: 'Jadwal lain.', version: 1 });
      expect(found?.signatories).toBeUndefined();
    });

    test('one speaks for the post or for those who sign, and for nobody else', async () => {
      expect(codeOf(await desk.propose(BOTH, { org: 'KPU' }))).toBe('unsigned');
      expect(codeOf(await desk.propose(['komdigi'], { org: 'Bawaslu' }))).toBe('unsigned');
      const found = await desk.publish(BOTH, { org: 'Bawaslu' });
      expect(authorsOf(found)).toBe('Bawaslu, Komdigi');
      const summary = 'Pemungutan suara tetap Jumat, 27 November.';
      expect(codeOf(await desk.correct(found.id, { summary }, ['komdigi']))).toBe('unsigned');
    });

    test('a correction of any word is a version that all sign again, and reaches those who were told', async () => {
      const { id } = await desk.publish(BOTH);
      const article = 'Pemungutan suara tetap **Jumat, 27 November**.';
      const code = codeOf(await desk.correct(id, { article }));
      expect((await findChange(desk.deps, code))?.signatories?.map((each) => each.id)).toEqual([
        'bawaslu',
        'komdigi',
      ]);
      expect(await desk.approve(code)).toEqual({ type: 'refused', why: 'unsigned' });
      await desk.clock.advance(1000, async () => {});
      for (const each of BOTH) await desk.sign(code, each);
      await desk.approve(code);
      const found = await store.factChecks.get(id);
      expect(found).toMatchObject({ article, version: 2 });
      expect(found?.signatories?.map(({ at }) => at)).toEqual([MORNING + 1000, MORNING + 1000]);
      expect(await announced()).toMatchObject([{ news: 'correction', factCheck: id, version: 2 }]);
    });

    test('a correction never drops one that takes part no more, unless the desk says so', async () => {
      const { id } = await desk.publish(BOTH);
      const shut = { id: 'bawaslu', by: 'ayu', what: 'disabled' };
      await changeOrganisation(desk.deps, shut, () => ({ isActive: false }));
      const changes = { summary: 'Pemungutan suara tetap Jumat, 27 November.' };
      expect(codeOf(await desk.correct(id, changes))).toBe('unsigned');
      expect(codeOf(await desk.correct(id, changes, BOTH))).toBe('unsigned');
      expect((await desk.correct(id, changes, ['komdigi'])).type).toBe('proposed');
    });

    test('a withdrawal takes two people and no signature', async () => {
      const { id } = await desk.publish(BOTH);
      const code = codeOf(await desk.retract(id));
      expect(await desk.approve(code, 'rina')).toEqual({ type: 'refused', why: 'own-proposal' });
      expect((await desk.approve(code)).type).toBe('done');
      expect(await store.factChecks.get(id)).toMatchObject({ retracted: 'Keliru.', version: 2 });
    });

    test('no import changes what was signed, or signs anything', async () => {
      const { version: _, changedAt: __, signatories, ...row } = await desk.publish(BOTH);
      const other = { ...row, summary: 'Pemungutan suara ditunda sampai bulan depan.' };
      await saveFactChecks({ store, now: MORNING + 1 }, [other]);
      expect(await store.factChecks.get(row.id)).toMatchObject({ ...row, signatories, version: 1 });
      for (const changes of [
        { url: 'https://lain.example' },
        { noSource: 'Belum ada.' },
        { org: 'KPU' },
      ]) {
        await saveFactChecks({ store, now: MORNING + 1 }, [{ ...row, ...changes }]);
        expect(await store.factChecks.get(row.id)).toMatchObject({ ...row, signatories });
        expect(await store.factChecks.get(row.id)).not.toMatchObject(changes);
      }
      const citations = [{ url: 'https://lain.example' }];
      await saveFactChecks({ store, now: MORNING + 1 }, [{ ...row, citations }]);
      expect(await store.factChecks.get(row.id)).not.toMatchObject({ citations });
      const reworded = { ...row, narratives: ['Kapan pemungutan suaranya?'] };
      await saveFactChecks({ store, now: MORNING + 1 }, [reworded]);
      expect(await store.factChecks.get(row.id)).toMatchObject({ ...reworded, signatories });
    });
  });
}
