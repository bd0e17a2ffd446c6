import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/domain/accounts/permissions.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import {
  type CaseActionName,
  performCaseAction,
} from '../../../src/services/cases/case-actions.ts';
import { addOrganisation } from '../../../src/services/organisations/organisations.ts';
import { readByFeed } from '../../support/add-partner.ts';
import { aBareDesk } from '../../support/bare-desk.ts';
import { aCase, aCaseCommit, aCitizen, aTip } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

type Desk = Awaited<ReturnType<typeof aBareDesk>>;

/** Performs actions on one case as somebody of the desk. */
function acting({ deps }: Pick<Desk, 'deps'>, { ticket }: Pick<Case, 'ticket'>) {
  return (name: CaseActionName, given: object = {}, role: Role = 'admin', who = 'rina') =>
    performCaseAction(deps, { ticket, actor: { name: who, role } }, { name, ...given });
}

describe('a case that is passed on', () => {
  const referring = async (found: Case, ...others: Case[]) => {
    const desk = await aBareDesk([found, ...others]);
    for (const id of ['bawaslu', 'tuli']) {
      await addOrganisation(desk.deps, { id, name: id, kind: 'supervisor' }, 'ayu');
    }
    await readByFeed(desk.deps, 'bawaslu');
    return { ...desk, act: acting(desk, found) };
  };

  test('goes to an organisation that somebody reads for, once while it is open', async () => {
    const found = aCase({ threat: 'penipuan', urgency: 'hour' });
    const { act } = await referring(found);
    const done = await act('refer', { organisation: ' bawaslu ' });
    expect(done).toMatchObject({
      ...{ type: 'done', case: { id: found.id } },
      referral: {
        organisation: 'bawaslu',
        threat: 'penipuan',
        urgency: 'hour',
        ticket: found.ticket,
      },
    });
    expect(await act('refer', { organisation: 'bawaslu' })).toMatchObject({ type: 'already' });
    expect(await act('refer', { organisation: 'tuli' })).toMatchObject({ type: 'deaf' });
    expect(await act('refer', { organisation: 'entah' })).toEqual({
      ...{ type: 'refused', why: 'no-organisation' },
    });
  });

  test('goes under the threat that is named, unless it is gone or merged', async () => {
    const [found, other] = [aCase(), aCase()];
    const { act, deps } = await referring(found, other);
    const about = { organisation: 'bawaslu', threat: 'ujaran_kebencian' };
    const nowhere = acting({ deps }, { ticket: 'NONE' });
    expect(await nowhere('refer', about)).toEqual({ type: 'unknown' });
    await act('merge', { into: other.ticket });
    expect(await act('refer', about)).toEqual({ type: 'decided', status: 'merged' });
    await act('unmerge');
    expect(await act('refer', about)).toMatchObject({ referral: { threat: 'ujaran_kebencian' } });
  });
});

describe('a citizen who is blocked', () => {
  test('is the sender of the tip that is named, else of the first, by an alias in the audit log', async () => {
    const found = aCase();
    const desk = await aBareDesk([found], { tips: [] });
    const [one, two] = [await aCitizen(desk.store), await aCitizen(desk.store)];
    const tips = [one, two, undefined].map((citizen, n) =>
      aTip({ id: `t${n}`, case: found.id, at: MORNING + n, ...(citizen && { citizen }) }),
    );
    await desk.store.cases.commit(aCaseCommit({ tips }));
    const act = acting(desk, found);
    expect((await act('block', { days: '7' })).type).toBe('done');
    expect((await act('block', { days: '30', tip: 't1' })).type).toBe('done');
    expect((await act('unblock', { tip: 't1' })).type).toBe('done');
    for (const tip of ['t2', 't9']) {
      expect(await act('block', { days: '1', tip })).toMatchObject({ why: 'no-citizen' });
    }
    const [undone, long, short] = await desk.events();
    expect(short).toMatchObject({
      what: 'citizen-blocked',
      of: found.ticket,
      details: { days: 7 },
    });
    expect(long).toMatchObject({ what: 'citizen-blocked', by: 'rina', details: { days: 30 } });
    expect(undone).toMatchObject({ what: 'citizen-unblocked', of: found.ticket });
    expect(undone?.details?.citizen).toBe(long?.details?.citizen);
    expect(short?.details?.citizen).not.toBe(long?.details?.citizen);
    expect(JSON.stringify(await desk.events())).not.toContain(one);
    const notices = (await desk.store.turns.readTurn(one))?.pending.map(({ letter }) => letter);
    expect(JSON.stringify(notices)).toContain(String(MORNING + 7 * 86_400_000));
  });

  test('is nobody whom the store does not know, in a case that is not there', async () => {
    const found = aCase();
    const desk = await aBareDesk([found]);
    expect(await acting(desk, found)('block', { days: '7' })).toMatchObject({ why: 'no-citizen' });
    expect(await acting(desk, found)('unblock')).toMatchObject({ why: 'no-citizen' });
    expect(await acting(desk, { ticket: 'NONE' })('unblock')).toEqual({ type: 'unknown' });
  });
});
