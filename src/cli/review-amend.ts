import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { draftSchema } from '../domain/cases/case.ts';
import { type ThreatLabel, threatLabels } from '../domain/cases/threats.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import {
  addNote,
  assign,
  saveDraft,
  sayThreat,
  setTags,
  snooze,
  wakeCase,
} from '../services/cases/amend-case.ts';
import { askCitizens } from '../services/cases/ask-citizens.ts';
import { claim, handOver, release } from '../services/cases/decide-case.ts';
import { mergeCases, splitCase } from '../services/cases/merge-cases.ts';
import {
  actionOf,
  addReview,
  type Common,
  complaint,
  finish,
  finishMerge,
  toTicket,
} from './review-command.ts';

/** The commands that change a case without deciding it. */
export function addAmending(review: Command): void {
  for (const [usage, description, needs, doing] of AMENDMENTS) {
    addReview(review, { usage, description, needs }, (deps, options, ticket = '', ...words) =>
      finish(options, ticket, doing(deps, actionOf(options, ticket), ...words)),
    );
  }
  addDraft(review);
  addReview(
    review,
    {
      usage: 'merge <ticket> <into>',
      description: 'join a case to another that asks the same',
      needs: 'merge',
    },
    async (deps, options, ticket = '', into = '') => {
      const parts = { from: ticket, into: toTicket(into), reviewer: options.as };
      finishMerge(options, await mergeCases(deps, parts), `${ticket} digabung ke`);
    },
  );
  addReview(
    review,
    {
      usage: 'split <ticket> <tip>',
      description: 'take one tip out into a case of its own',
      needs: 'merge',
    },
    async (deps, options, ticket = '', tip = '') => {
      const parts = { ticket, tip, reviewer: options.as };
      finishMerge(options, await splitCase(deps, parts), 'Kasus baru:');
    },
  );
}

type Amend = (
  deps: AppDeps,
  action: ReturnType<typeof actionOf>,
  ...words: string[]
) => ReturnType<typeof claim>;

const AMENDMENTS: readonly (readonly [
  string,
  string,
  'claim' | 'hand-over' | 'note' | 'ask-citizens',
  Amend,
])[] = [
  ['claim <ticket>', 'claim a case for ten minutes, or renew the claim', 'claim', claim],
  ['release <ticket>', 'give a case back to the queue', 'claim', release],
  [
    'hand-over <ticket> <reviewer>',
    'hand a case that you hold over to somebody, draft and all',
    'hand-over',
    (deps, action, to = '') => handOver(deps, action, to),
  ],
  [
    'snooze <ticket> <time>',
    'let a case sleep, such as for 90m, 4h or 3d, or until a time such as 2029-02-14T08:00+07:00',
    'claim',
    (deps, action, time = '') => snooze(deps, action, readUntil(time, deps.clock.now())),
  ],
  ['wake <ticket>', 'wake a case that sleeps', 'claim', wakeCase],
  [
    'assign <ticket> [reviewer]',
    'give a case to somebody, or without a name back to all',
    'claim',
    (deps, action, to) => assign(deps, action, to),
  ],
  [
    'tag <ticket> [tags...]',
    'set the tags of a case',
    'note',
    (deps, action, ...tags) => setTags(deps, action, tags),
  ],
  [
    'threat <ticket> <threat>',
    'say what harm is likely, or biasa for none',
    'note',
    (deps, action, threat = '') => sayThreat(deps, action, readThreat(threat)),
  ],
  [
    'note <ticket> <text>',
    'write a note for other reviewers',
    'note',
    (deps, action, text = '') => addNote(deps, action, text),
  ],
  [
    'ask <ticket> <question>',
    'ask everyone whose tip it is; their answers stand with the case',
    'ask-citizens',
    (deps, action, question = '') => askCitizens(deps, action, question),
  ],
];

function readThreat(typed: string): ThreatLabel {
  const threat = threatLabels.find((each) => each === typed);
  if (!threat)
    throw new Failure(`there is no threat ${typed}; there are ${threatLabels.join(', ')}`);
  return threat;
}

function addDraft(review: Command): void {
  addReview(
    review,
    {
      usage: 'draft <ticket>',
      description: 'keep what is written so far on a case that you hold',
      needs: 'decide',
    },
    draft,
  )
    .option('--verdict <verdict>', verdicts.join(', '))
    .option('--summary <text>', 'why, in one or two plain sentences')
    .option('--url <address>', 'where the check can be read')
    .option('--title <text>', 'the claim in one line');
}

function draft(deps: AppDeps, options: Common, ticket = ''): Promise<void> {
  const read = draftSchema.omit({ by: true, at: true }).safeParse(options);
  if (!read.success) throw new Failure(complaint(read.error.issues));
  return finish(options, ticket, saveDraft(deps, actionOf(options, ticket), read.data));
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time as typed: how long from now, or when. */
function readUntil(word: string, now: number): number {
  const [, count = '', unit = ''] = word.match(/^(\d{1,4})([mhd])$/) ?? [];
  const until = unit === '' ? Date.parse(word) : now + Number(count) * (UNITS[unit] ?? 0);
  if (Number.isNaN(until) || until <= now) {
    throw new Failure(`${word} is no time to come, such as 90m, 4h, 3d or a date`);
  }
  return until;
}
