import { describe, expect, test } from 'vitest';
import { savePerson } from '../../../src/services/accounts/people.ts';
import { acknowledge, listAlerts } from '../../../src/services/duty/alerts.ts';
import {
  addShift,
  readLiaisons,
  setCallList,
  viewDuty,
} from '../../../src/services/duty/roster.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../../src/services/organisations/organisations.ts';
import { referCase } from '../../../src/services/partners/refer-case.ts';
import { readByFeed } from '../../support/add-partner.ts';
import { bothStores } from '../../support/both-stores.ts';
import { aReviewer } from '../../support/gate.ts';
import { around, aWatchedPost, MINUTE, putOnDuty } from './watched-post.ts';

const HOUR = 60 * MINUTE;
const sari = 'Sari, +62 812 0000 0001, sari@bawaslu.example';
const joko = 'Joko, 0812 0000 0002, joko@bawaslu.example';

describe.each(await bothStores())('on %s', (_, open) => {
  /** A post that has passed a case on to a partner with two liaisons, and to another one that is not late. */
  async function aSilentPartner() {
    const post = await aWatchedPost({ open });
    const { deps } = post;
    for (const [id, contacts] of [
      ['bawaslu', { liaison: sari, deputy: joko }],
      ['komdigi', { liaison: 'Rudi, 0812 0000 0003, rudi@komdigi.example' }],
    ] as const) {
      await addOrganisation(deps, { id, name: id, kind: 'supervisor', ...contacts }, 'ayu');
      await readByFeed(deps, id);
    }
    await post.report('a', 'Petugas TPS di Bekasi minta transfer ke nomor yang tidak dikenal');
    const [found] = await post.store.cases.list('open', 1);
    const ticket = found?.ticket ?? '';
    const referring = { ticket, threat: 'penipuan', by: 'Rina' } as const;
    await referCase(deps, { ...referring, organisation: 'bawaslu', answerMs: HOUR });
    await referCase(deps, { ...referring, organisation: 'komdigi', answerMs: 9 * HOUR });
    const to = () => post.letters.map((letter) => letter.to.split('@')[0]);
    return { ...post, reference: `${ticket}-BAWASLU`, to };
  }

  test('the liaisons of a silent partner are called beside the duty, and those of no other', async () => {
    const post = await aSilentPartner();
    await putOnDuty(post);
    await post.wait(2 * HOUR);
    await post.pass(35);
    expect(post.to()).toEqual(['rina', 'sari', 'budi', 'joko', 'sari']);
    expect(post.letters[1]?.text).toContain(`/review/board/${post.reference}`);
    expect(post.letters[1]?.text).not.toMatch(/TPS|Bekasi|812/);
    expect(post.letters[0]?.text).toContain('/review/alarms');
    const [alarm] = await listAlerts(post.deps);
    expect(alarm?.called).toEqual(['Rina', 'Sari (bawaslu)', 'Budi', 'Joko (bawaslu)', 'Sari']);
  });

  test('a liaison on the roster is called before one who is not, and is nobody of the desk', async () => {
    const post = await aSilentPartner();
    const shift = { ...around, reviewer: 'joko (BAWASLU)' };
    expect(await addShift(post.deps, shift, 'Edi')).toBe('saved');
    expect(await setCallList(post.deps, ['Sari (bawaslu)'], 'Edi')).toBe('saved');
    expect(await setCallList(post.deps, ['Sari (komdigi)'], 'Edi')).toBe('unknown-person');
    const { now, gaps, reachable, duties } = await viewDuty(post.deps);
    expect([now, reachable]).toEqual([[], ['Joko (bawaslu)']]);
    expect(duties.map(({ reviewer }) => reviewer)).toEqual(['Joko (bawaslu)']);
    expect(gaps).toHaveLength(1);
    await post.wait(2 * HOUR);
    await post.pass(1);
    expect(post.to()).toEqual(['joko']);
    await changeOrganisation(post.deps, { id: 'bawaslu', by: 'ayu', what: undefined }, () => ({
      deputy: undefined,
    }));
    expect((await viewDuty(post.deps)).reachable).toEqual([]);
    expect([...(await readLiaisons(post.deps)).keys()]).toEqual([
      'Sari (bawaslu)',
      'Rudi (komdigi)',
    ]);
  });

  test('a liaison who is named after somebody has taken an alarm on is not called', async () => {
    const post = await aSilentPartner();
    const name = (contacts: { liaison?: string; deputy?: string }) =>
      changeOrganisation(post.deps, { id: 'bawaslu', by: 'ayu', what: undefined }, () => ({
        ...{ liaison: undefined, deputy: undefined },
        ...contacts,
      }));
    await name({});
    await post.wait(2 * HOUR);
    await post.pass(1);
    const [alarm] = await listAlerts(post.deps);
    expect(alarm?.called).toEqual([]);
    expect(await acknowledge(post.deps, alarm?.id ?? '', 'Rina')).toBe('acknowledged');
    await name({ liaison: sari });
    await post.pass(20);
    expect(post.to()).toEqual([]);
  });

  test('without a roster, a call list or anybody awake, an alarm still reaches an admin', async () => {
    const post = await aSilentPartner();
    await post.store.reviewers.add(aReviewer({ name: 'Ayu', role: 'admin' }));
    await post.store.reviewers.add(aReviewer({ name: 'Tono', role: 'reviewer' }));
    const quiet = { from: 0, until: 1439 };
    await savePerson(post.deps, 'Ayu', { email: 'ayu@posko.example', quiet });
    await savePerson(post.deps, 'Tono', { email: 'tono@posko.example' });
    await post.wait(2 * HOUR);
    await post.pass(1);
    expect(post.to()).toEqual(['sari']);
    await savePerson(post.deps, 'Ayu', { email: 'ayu@posko.example' });
    await post.pass(20);
    expect(post.to()).toEqual(['sari', 'ayu', 'joko']);
  });
});
