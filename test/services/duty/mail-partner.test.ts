import { describe, expect, onTestFinished, test } from 'vitest';
import type { Email } from '../../../src/ports/alert-channels.ts';
import { readPerson, savePerson } from '../../../src/services/accounts/people.ts';
import { addOrganisation, bindMember } from '../../../src/services/organisations/organisations.ts';
import { processReferrals } from '../../../src/services/partners/process-referrals.ts';
import { answerReferral, referCase } from '../../../src/services/partners/refer-case.ts';
import { bothStores } from '../../support/both-stores.ts';
import { aPost } from '../../support/builders.ts';
import { aReviewer } from '../../support/gate.ts';

const HOUR = 3_600_000;

describe.each(await bothStores())('on %s', (_, open) => {
  /** A partner with four accounts that want different letters, one of them closed, and a case to pass on. */
  async function aPartnerWithPeople(isWatched = false) {
    const letters: Email[] = [];
    const theirs = { isDown: false };
    const mail = async (letter: Email) => {
      if (theirs.isDown) throw new Error('away');
      letters.push(letter);
    };
    const seldom = { everyMs: 24 * HOUR, escalateMs: HOUR, lastBackup: () => 0 };
    const watch = isWatched ? { ...seldom, isCopyMissing: () => false, ways: { mail } } : undefined;
    const store = await open();
    const post = await aPost(store, { sweepMs: 24 * HOUR, watch });
    onTestFinished(async () => {
      await post.close();
      await store.close();
    });
    const { deps } = post;
    const deputy = 'Joko, 0812 0000 0002, joko@bawaslu.example';
    const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', deputy } as const;
    await addOrganisation(deps, bawaslu, 'ayu');
    for (const [name, tellOf] of [
      ['Mira', 'all'],
      ['Udin', 'urgent'],
      ['Nana', 'none'],
      ['Lama', 'all'],
    ] as const) {
      const account = aReviewer({ name, role: 'partner', isDisabled: name === 'Lama' });
      await store.reviewers.add(account);
      await bindMember(deps, { id: 'bawaslu', by: 'ayu', account: account.id });
      await savePerson(deps, name, { email: `${name.toLowerCase()}@bawaslu.example`, tellOf });
    }
    await post.report('a', 'Petugas TPS di Bekasi minta transfer ke 0812-3456-7890, tolong dicek');
    const [found] = await store.cases.list('open', 1);
    const ticket = found?.ticket ?? '';
    const about = { ticket, organisation: 'bawaslu', threat: 'penipuan', by: 'Rina' } as const;
    return {
      ...post,
      letters,
      theirs,
      reference: `${ticket}-BAWASLU`,
      to: () => letters.map((letter) => letter.to.split('@')[0]),
      refer: (urgency: 'life' | 'usual' = 'usual', answerMs = HOUR) =>
        referCase(deps, { ...about, urgency, answerMs }),
      process: () => processReferrals({ ...deps, mail }),
      later: (ms: number) => post.clock.advance(ms, async () => {}),
    };
  }

  test('those who asked for every new referral hear of it once, with its link and nothing of the case', async () => {
    const { refer, process, letters, to, reference } = await aPartnerWithPeople();
    await refer();
    await process();
    await process();
    expect(to()).toEqual(['mira']);
    expect(letters[0]?.subject).toBe(`[Posko] Ada rujukan baru: ${reference}`);
    expect(letters[0]?.text).toContain(`/review/board/${reference}\n`);
    expect(letters[0]?.text).not.toMatch(/TPS|Bekasi|transfer|penipuan|812/);
  });

  test('a running post writes to them by itself, where its operator has set up e-mail', async () => {
    const { refer, settle, to } = await aPartnerWithPeople(true);
    await refer();
    await settle();
    expect(to()).toEqual(['mira']);
  });

  test('an urgent one reaches those too who asked for nothing else', async () => {
    const { refer, process, letters, to } = await aPartnerWithPeople();
    await refer('life');
    await process();
    expect(to().toSorted()).toEqual(['mira', 'udin']);
    expect(letters[0]?.subject).toContain('mendesak');
  });

  test('a letter that fails goes again later', async () => {
    const { refer, process, theirs, to, later } = await aPartnerWithPeople();
    await refer();
    theirs.isDown = true;
    await process();
    theirs.isDown = false;
    await process();
    expect(to()).toEqual([]);
    await later(2 * 60_000);
    await process();
    await later(HOUR / 2);
    await process();
    expect(to()).toEqual(['mira']);
  });

  test('a letter that fails six times is given up', async () => {
    const { refer, process, theirs, to, later } = await aPartnerWithPeople();
    await refer('usual', 99 * HOUR);
    theirs.isDown = true;
    for (let n = 0; n < 6; n += 1) {
      await process();
      await later(2 * HOUR);
    }
    theirs.isDown = false;
    await process();
    expect(to()).toEqual([]);
  });

  test('one that is late reaches the deputy once, and none that was answered reaches anybody', async () => {
    const { deps, refer, process, to, later, reference, letters } = await aPartnerWithPeople();
    await refer();
    await process();
    await later(HOUR + 1);
    await process();
    await process();
    expect(to()).toEqual(['mira', 'joko']);
    expect(letters[1]?.subject).toContain('lewat tenggat');
    const from = { reference, organisation: 'bawaslu' };
    const said = { ...from, status: 'diterima', by: 'Mira', recordedBy: 'partner' } as const;
    await answerReferral(deps, said);
    await later(3 * HOUR);
    await process();
    expect(to()).toEqual(['mira', 'joko']);
    expect((await readPerson(deps, 'Udin')).tellOf).toBe('urgent');
  });
});
