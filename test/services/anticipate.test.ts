import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { LocalJobs } from '../../src/jobs/local/local-jobs.ts';
import { type MatchRunner, matchHere } from '../../src/matching/match-engine.ts';
import { aFactCheck, aPost } from '../support/builders.ts';

const KNOWN = aFactCheck({
  title: 'Besok semua bank di Indonesia tutup selama sebulan penuh',
  narratives: [],
});
const CLAIM = `${KNOWN.title}, segera tarik uang Anda`;

/** A post whose engine works elsewhere, as on a thread; `events` are what was asked of it and what was stored, in their order. */
async function aStage({ isIdle, jobs }: { isIdle: boolean; jobs?: 'elsewhere' }) {
  const store = await openMemoryStore([KNOWN]);
  const events: string[] = [];
  const engine = matchHere({ truthOf });
  const ask: MatchRunner['ask'] = (name, ...input) => {
    if (name === 'match') events.push('matched');
    return engine.ask(name, ...input);
  };
  const { keepMessages } = store.turns;
  store.turns.keepMessages = async (...given) => {
    const kept = await keepMessages.apply(store.turns, given);
    events.push('stored');
    return kept;
  };
  const start = () => ({ ask, close: async () => {}, isIdle });
  const post = await aPost(store, {
    engines: { start, health: () => ({ state: 'ok' }) },
    jobs: jobs && ((parts) => new LocalJobs(parts)),
  });
  onTestFinished(() => post.close());
  return { ...post, events };
}

test('an engine that has nothing to do matches a message while that is stored, and the turn finds its result', async () => {
  const { write, events, heard } = await aStage({ isIdle: true });
  await write('ani', CLAIM, { forwarded: true });
  expect(events).toEqual(['matched', 'stored']);
  expect(heard.map(({ text }) => text).join()).toContain(KNOWN.title);
});

test('an engine that works for others is asked by the turn alone', async () => {
  const { write, events } = await aStage({ isIdle: false });
  await write('ani', CLAIM, { forwarded: true });
  expect(events).toEqual(['stored', 'matched']);
});

test('where another process may take the turn, nothing is matched before it', async () => {
  const { write, events } = await aStage({ isIdle: true, jobs: 'elsewhere' });
  await write('ani', CLAIM, { forwarded: true });
  expect(events).toEqual(['stored', 'matched']);
});

test('what is also looked for by its links is not matched twice', async () => {
  const { write, events } = await aStage({ isIdle: true });
  await write('ani', `${CLAIM} https://kabar.example/bank`, { forwarded: true });
  expect(events).toEqual(['stored', 'matched']);
});

test('a greeting is not matched while it is stored', async () => {
  const { write, events } = await aStage({ isIdle: true });
  await write('ani', 'halo kak, apa kabar');
  expect(events[0]).toBe('stored');
});

test('a message is stored and answered though matching it ahead failed', async () => {
  const { write, heard, errors, deps } = await aStage({ isIdle: true });
  const match = deps.index.match.bind(deps.index);
  let isFirst = true;
  deps.index.match = (asked) => {
    if (!isFirst) return match(asked);
    isFirst = false;
    return Promise.reject(new Error('lost'));
  };
  await write('ani', CLAIM, { forwarded: true });
  expect(errors).toEqual([]);
  expect(heard.map(({ text }) => text).join()).toContain(KNOWN.title);
});
