import { expect, test } from 'vitest';
import type { Email } from '../../src/ports/alert-channels.ts';
import { savePerson } from '../../src/services/accounts/people.ts';
import { processReferrals } from '../../src/services/partners/process-referrals.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { aReviewer } from '../support/gate.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Accounts of the partner that ask for letters, one that may not read, and one of another partner. */
async function openLetters() {
  const world = await openCaseAtPartner();
  const { deps, store, change } = world;
  const wishes = [
    ...([
      ['mira', 'all'],
      ['udin', 'urgent'],
      ['nana', 'none'],
      ['tomo', undefined],
    ] as const),
    ...([
      ['lama', 'all', { isDisabled: true }],
      ['budi', 'all', { role: 'editor' }],
    ] as const),
    ...([['asing', 'all', { id: 'elsewhere' }]] as const),
  ];
  const members: string[] = [];
  for (const [name, tellOf, more] of wishes) {
    const account = aReviewer({ name, role: 'partner', ...more });
    await store.reviewers.add(account);
    if (name !== 'asing') members.push(account.id);
    if (tellOf) await savePerson(deps, name, { email: `${name}@kpu.example`, tellOf });
  }
  await change(() => ({ members }));
  const tried: Email[] = [];
  const away = new Set<string>();
  const mail = async (letter: Email) => {
    tried.push(letter);
    if (away.has(letter.to)) throw new Error('away');
  };
  return {
    ...{ ...world, away, tried },
    process: (signal?: AbortSignal) => processReferrals({ ...deps, mail }, signal),
    /** Whom a round has written to since the last time. */
    takeTried: () => tried.splice(0).map(({ to }) => to.split('@')[0]),
  };
}

test.each<[urgency: 'usual' | 'hour' | 'life' | undefined, to: string[]]>([
  [undefined, ['mira']],
  ['usual', ['mira']],
  ['hour', ['mira', 'udin']],
  ['life', ['mira', 'udin']],
])(
  'of a referral of urgency %s those are told who can read it and asked for it',
  async (urgency, to) => {
    const { refer, process, takeTried } = await openLetters();
    await refer(urgency ? { urgency } : {});
    await process();
    expect(takeTried().toSorted()).toEqual(to);
    await process();
    expect(takeTried()).toEqual([]);
  },
);

test('a letter names the referral and its page, in the words of its kind and nothing of the case', async () => {
  const letterOf = async (wanted: object, ms = 0) => {
    const { refer, process, tried, time, deps, change, reference } = await openLetters();
    deps.settings.site = { ...deps.settings.site, address: 'https://posko.example' };
    await change(() => ({ deputy: 'Joko, 0812 0000 0002, joko@kpu.example' }));
    await refer(wanted);
    await process();
    time.now += ms;
    await process();
    const last = tried.at(-1);
    const page = `https://posko.example/review/board/${reference}\n`;
    expect(last?.text.endsWith(page)).toBe(true);
    expect(last?.text.startsWith(last.subject.replace(/^\[.*?\] /, ''))).toBe(true);
    expect(last?.text).not.toMatch(/bank|penipuan/i);
    return [last?.to, last?.subject.replace(reference, 'R')];
  };
  const kinds = [
    ...[await letterOf({}), await letterOf({ urgency: 'life' })],
    await letterOf({ urgency: 'life' }, HOUR + 1),
  ];
  const words = kinds.map(([, subject]) => subject);
  expect(kinds.map(([to]) => to?.split('@')[0])).toEqual(['mira', 'udin', 'joko']);
  expect(new Set(words).size).toBe(3);
  for (const subject of words) expect(subject).toMatch(/: R$/);
});

test('whom a letter did not reach is tried again, they alone, six times, after waits that double', async () => {
  const { refer, process, takeTried, away, time, atPartner } = await openLetters();
  away.add('udin@kpu.example');
  await refer({ urgency: 'life', answerMs: 99 * DAY });
  await process();
  expect(takeTried().toSorted()).toEqual(['mira', 'udin']);
  const waits: number[] = [];
  for (let tries = 2; tries <= 6; tries += 1) {
    const { letters } = await atPartner();
    expect(letters).toMatchObject({ to: ['udin'], tries: tries - 1 });
    waits.push((letters?.dueAt ?? 0) - time.now);
    time.now = (letters?.dueAt ?? 0) - 1;
    await process();
    expect(takeTried()).toEqual([]);
    time.now += 1;
    await process();
    expect(takeTried()).toEqual(['udin']);
  }
  expect(waits).toEqual([2, 4, 8, 16, 32].map((minutes) => minutes * MINUTE));
  time.now += DAY;
  away.clear();
  await process();
  expect(takeTried()).toEqual([]);
});

test('a partner that has answered is written to no more, neither of what is new nor of what is late', async () => {
  const { refer, process, answer, takeTried, change, time } = await openLetters();
  await change(() => ({ deputy: 'Joko, 0812 0000 0002, joko@kpu.example' }));
  await refer();
  await answer('diterima');
  await process();
  time.now += 9 * HOUR;
  await process();
  expect(takeTried()).toEqual([]);
});

test('what is late is told to the deputy once, and to nobody where there is none', async () => {
  for (const deputy of [
    'Joko, 0812 0000 0002, joko@kpu.example',
    'Joko, 0812 0000 0002',
    undefined,
  ]) {
    const { refer, process, takeTried, change, time } = await openLetters();
    if (deputy) await change(() => ({ deputy }));
    await refer();
    await process();
    expect(takeTried()).toEqual(['mira']);
    time.now += HOUR + 1;
    await process();
    expect(takeTried()).toEqual(deputy?.includes('@') ? ['joko'] : []);
    time.now += DAY;
    await process();
    expect(takeTried()).toEqual([]);
  }
});

test('a round that is called off sends nothing and escalates nothing', async () => {
  const { refer, process, takeTried, time, atPartner, brought, round } = await openLetters();
  await refer();
  time.now += 9 * HOUR;
  await process(AbortSignal.abort());
  await round(AbortSignal.abort());
  expect([takeTried(), brought]).toEqual([[], []]);
  expect(await atPartner()).toMatchObject({ escalations: 0, parcels: [{ failures: 0 }] });
});

test('of several messages each is brought under its own name, once, and none takes another’s place', async () => {
  const { refer, round, brought, theirs, change, time, atPartner, reference } = await openLetters();
  await change(() => ({ second: 'https://bawaslu.example/second' }));
  await refer();
  theirs.answer = { type: 'failed', why: 'away' };
  await round();
  time.now = MORNING + HOUR + 1;
  theirs.answer = { type: 'brought', status: 200 };
  await round();
  await round();
  await round();
  const names = [`${reference}.referral.created`, `${reference}.referral.late`];
  expect((await atPartner()).parcels.map(({ id }) => id.split('.').slice(0, 3).join('.'))).toEqual(
    names,
  );
  expect(brought).toHaveLength(3);
  expect(brought[0]?.id).toBe(brought[1]?.id);
});
