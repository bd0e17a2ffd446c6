import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import type { Case } from '../../src/domain/cases/case.ts';
import { topics } from '../../src/domain/cases/topic-words.ts';
import { saveDraft, snooze } from '../../src/services/cases/amend-case.ts';
import { takeBack, unmerge } from '../../src/services/cases/case-actions.ts';
import {
  approve,
  askCitizens,
  claim,
  close,
  reassign,
  release,
  reply,
  sendBack,
} from '../../src/services/cases/decide-case.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey, aPost } from '../support/builders.ts';

/** One about an illness, which needs two people, and one that does not. */
const CLAIMS = [
  'Minum rebusan daun kelor dicampur garam bisa menyembuhkan stroke dalam semalam',
  'Guru honorer di Kabupaten Sragen akan diangkat semua tanpa tes mulai bulan depan',
];
const CITIZENS = ['ani', 'budi', 'cici'];
const UNDO_MS = 10_000;

type Post = Awaited<ReturnType<typeof aPost>>;
interface Step {
  what: string;
  run(post: Post, tickets: readonly string[]): Promise<unknown>;
}

const by = fc.constantFrom('rina', 'siti', 'tono');
const verdict = fc.constantFrom('salah' as const, 'benar' as const);

test('whatever reviewers do, nobody decides alone what needs two, and every citizen hears the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep(), { minLength: 5, maxLength: 25 }), async (steps) => {
      const store = openSqlite(':memory:', createSeal(aMasterKey()));
      const settings = { secondPerson: topics, undoMs: UNDO_MS };
      const post = await aPost(store, { settings });
      const names = new Map<string, string>();
      for (const [n, name] of CITIZENS.entries()) {
        await post.report(name, CLAIMS[n % CLAIMS.length] ?? '');
        for (const citizen of await writersIn(post)) {
          if (!names.has(citizen)) names.set(citizen, name);
        }
      }
      const tickets = (await store.cases.list(undefined, 10)).map(({ ticket }) => ticket);
      for (const step of steps) {
        await step.run(post, tickets);
        await post.settle();
      }
      await post.wait(2 * UNDO_MS);
      expect(post.errors).toEqual([]);
      for (const found of await store.cases.list(undefined, 10)) await check(post, found, names);
      await post.close();
      await store.close();
    }),
    { numRuns: 40 },
  );
});

/** What has to hold of a case once everything has settled. */
async function check(
  { deps, heard }: Post,
  found: Case,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const { cases, ledger } = deps.store;
  expect(await ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  for (const { by: who, what } of await cases.history(found.id)) {
    const [, proposer] = /proposed by (\w+)$/.exec(what) ?? [];
    if (proposer !== undefined) expect(who).not.toBe(proposer);
  }
  const tips = await cases.tipsOf(found.id);
  if (found.status === 'merged') expect(tips).toEqual([]);
  if (found.status === 'open' || found.status === 'merged') return;
  expect(tips.length).toBeGreaterThan(0);
  for (const { citizen = '' } of tips) {
    const name = names.get(citizen) ?? '';
    const word =
      found.status === 'closed' ? 'tanpa putusan' : `Alasan ${await verdictOf(deps, found)}`;
    const told = heard.filter(
      ({ to, text }) => to === name && /Alasan |tanpa putusan|Penarikan/.test(text),
    );
    expect(told.at(-1)?.text ?? `${name} heard nothing of ${found.ticket}`).toContain(word);
  }
}

/** The pseudonyms of all whose tips lie in a case. */
async function writersIn({ deps: { store } }: Post): Promise<string[]> {
  const all = await store.cases.list(undefined, 10);
  const tips = await store.cases.tipsOfAll(all.map(({ id }) => id));
  return [...tips.values()].flat().flatMap(({ citizen }) => citizen ?? []);
}

async function verdictOf(deps: AppDeps, { factCheck = '' }: Case): Promise<string> {
  return (await deps.store.factChecks.get(factCheck))?.verdict ?? 'none';
}

function aStep(): fc.Arbitrary<Step> {
  const place = fc.nat(5);
  return fc.oneof(
    on('claim', (deps, action) => claim(deps, action)),
    on('release', (deps, action) => release(deps, action)),
    on('hand over', (deps, action) => reassign(deps, action, 'tono')),
    on('draft', (deps, action) => saveDraft(deps, action, { summary: 'Sedang dicek' })),
    on('approve', approve),
    on('approve', approve),
    on('send back', (deps, action) => sendBack(deps, action, 'Kurang jelas')),
    on('take back', takeBack),
    on('close', (deps, action) => close(deps, action, 'unverifiable')),
    on('ask', (deps, action) => askCitizens(deps, action, 'Di mana?')),
    on('unmerge', unmerge),
    on('snooze', (deps, action) => snooze(deps, action, deps.clock.now() + 60_000)),
    fc.tuple(by, place, verdict).map(
      ([reviewer, k, chosen]): Step => ({
        what: `${reviewer} decides ${k}`,
        run: ({ deps }, tickets) => {
          const summary = `Alasan ${chosen}, sudah kami periksa.`;
          const url = 'https://sumber.example/cek';
          return reply(
            deps,
            { ticket: at(tickets, k), reviewer },
            { verdict: chosen, summary, url },
          );
        },
      }),
    ),
    fc.tuple(by, place, place).map(
      ([reviewer, k, l]): Step => ({
        what: `${reviewer} merges ${k} into ${l}`,
        run: ({ deps }, tickets) =>
          mergeCases(deps, { from: at(tickets, k), into: at(tickets, l), reviewer }),
      }),
    ),
    fc.nat(CITIZENS.length - 1).map(
      (n): Step => ({
        what: `${CITIZENS[n]} forwards it again`,
        run: (post) => post.report(CITIZENS[n] ?? '', CLAIMS[n % CLAIMS.length] ?? ''),
      }),
    ),
    fc.constantFrom(1000, UNDO_MS, 11 * 60_000).map(
      (ms): Step => ({
        what: `wait ${ms}`,
        run: (post) => post.wait(ms),
      }),
    ),
  );
}

function on(
  what: string,
  run: (deps: AppDeps, action: { ticket: string; reviewer: string }) => Promise<unknown>,
): fc.Arbitrary<Step> {
  return fc.tuple(by, fc.nat(5)).map(([reviewer, k]) => ({
    what: `${reviewer}: ${what} ${k}`,
    run: ({ deps }, tickets) => run(deps, { ticket: at(tickets, k), reviewer }),
  }));
}

function at(tickets: readonly string[], k: number): string {
  return tickets[k % tickets.length] ?? '';
}
