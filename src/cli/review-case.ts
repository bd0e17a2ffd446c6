import { type Command, Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { type Case, closings } from '../domain/cases/case.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { referableThreats } from '../domain/partners/referral.ts';
import type { CaseActionResult } from '../services/cases/case-action.ts';
import {
  type CaseActionName,
  caseActions,
  performCaseAction,
} from '../services/cases/case-actions.ts';
import { compareFactCheck } from '../services/cases/compare-fact-check.ts';
import { differencesInWords } from '../terminal/show-wordings.ts';
import usages from './case-usages.json' with { type: 'json' };
import { gather } from './create-command.ts';
import { addDeskCommand, type DeskAct, type ReviewOptions } from './desk-command.ts';
import { addWordingOptions, type ChosenWordings, readNamed } from './name-wordings.ts';
import { print, printJson } from './output.ts';
import { problemOf } from './play-review.ts';
import refusals from './refusals.json' with { type: 'json' };

type CaseOptions = ReviewOptions &
  ChosenWordings & { url?: string[]; withoutSource?: string; title?: string; confirm?: string };

/** How a case action is written at the command line; without one, it is not offered there. */
interface Usage {
  usage: string;
  description: string;
  /** Its input that stands after the ticket. */
  field?: string;
}

type NotOffered = 'exclude-file' | 'unlike' | 'wordings' | 'block' | 'unblock';
const USAGES: Readonly<
  Record<Exclude<CaseActionName, NotOffered>, Usage> & Partial<Record<NotOffered, undefined>>
> = usages;

/** Adds the commands that act on a case, one for each case action that has a usage. */
export function addCaseActions(review: Command): void {
  for (const { name } of caseActions) {
    const offered = USAGES[name];
    if (!offered) continue;
    const { usage, field = '' } = offered;
    const about = offered.description.replace('{closings}', closings.join(', '));
    const isMany = usage.endsWith('...]');
    const act: DeskAct<CaseOptions> = (deps, options, ticket = '', ...words) =>
      run(deps, options, { name, ticket, field, words: isMany ? words : words[0] });
    addDeskCommand(review, { usage, about }, ['reviewer', act, OPTIONS[name]]);
  }
}

const OPTIONS: Readonly<Partial<Record<CaseActionName, (command: Command) => void>>> = {
  draft: (command) => addVerdict(command, 'option'),
  decide: (command) => {
    addVerdict(command, 'requiredOption').option(
      '--without-source <why>',
      'why there is no address to name; without either nothing goes out',
    );
    addWordingOptions(command);
  },
  attach: (command) => {
    command
      .option('--confirm <code>', 'you have seen what differs; the code stands beside it')
      .option('--reason <text>', 'why it answers the case, where the two are unlike');
    addWordingOptions(command);
  },
  hold: (command) => command.requiredOption('--reason <text>', 'why, for colleagues'),
  refer: (command) =>
    command.addOption(
      new Option('--threat <threat>', 'the harm, unless it is the one of the case').choices(
        referableThreats,
      ),
    ),
};

function addVerdict(command: Command, needed: 'option' | 'requiredOption'): Command {
  return command[needed]('--verdict <verdict>', verdicts.join(', '))
    [needed]('--summary <text>', 'why, in one or two plain sentences of your own')
    .option('--url <address>', 'where the check can be read; again for each further source', gather)
    .option('--title <text>', 'the claim in one line');
}

/** The sources that were named, the one that citizens get first. */
export function citedIn(urls: readonly string[] | undefined) {
  return urls && { url: urls[0], citations: urls.map((url) => ({ url })) };
}

interface Typed {
  name: CaseActionName;
  ticket: string;
  /** The input that the words after the ticket are. */
  field: string;
  words: string | string[] | undefined;
}

async function run(deps: AppDeps, options: CaseOptions, typed: Typed): Promise<void> {
  const { name, ticket, field, words } = typed;
  const raw = { ...options, [field]: words, ...(await read(deps, options, typed)) };
  const on = { ticket, actor: options.actor, fence: options.fence };
  const done = await performCaseAction(deps, on, { ...raw, name });
  if (done.type === 'done') return printResult(options, typed, done);
  throw new Failure((await explain(deps, typed, done)) ?? problemOf(on, done) ?? '');
}

/** What the options and words of a command mean, where they are not yet the input of its action. */
async function read(deps: AppDeps, options: CaseOptions, { name, ticket, words }: Typed) {
  switch (name) {
    case 'snooze':
      return { until: readUntil(String(words), deps.clock.now()) };
    case 'decide': {
      const named = await readNamed(deps, ticket, { options, title: options.title });
      const noSource = options.withoutSource || undefined;
      return { ...named, ...citedIn(options.url), noSource };
    }
    case 'draft':
      return citedIn(options.url) ?? {};
    case 'attach': {
      const named = await readNamed(deps, ticket, { options, factCheck: String(words) });
      return { ...named, confirmed: options.confirm };
    }
    default:
      return {};
  }
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

const STATUS = {
  open: 'tersimpan.',
  published: 'putusan terbit; warga yang bertanya segera dikabari.',
  closed: 'ditutup; warga yang bertanya segera dikabari.',
  merged: 'digabung.',
} as const;

function printResult(
  { json }: ReviewOptions,
  { name, ticket }: Typed,
  { case: found, referral }: Extract<CaseActionResult, { type: 'done' }>,
): void {
  if (json) {
    const { reference, organisation, threat } = referral ?? {};
    printJson(referral ? { reference, organisation, threat } : found);
  } else if (referral) {
    print(`${referral.reference}: diteruskan; warga yang bertanya segera dikabari.`);
  } else if (name === 'merge') print(`${ticket} digabung ke ${found.ticket}.`);
  else if (name === 'split') print(`Kasus baru: ${found.ticket}.`);
  else print(`${ticket}: ${STATUS[found.status]}${undoHint(found)}`);
}

function undoHint({ undo, decidedAt, ticket }: Case): string {
  if (!undo || decidedAt === undefined) return '';
  const seconds = Math.round((undo.until - decidedAt) / 1000);
  return ` Bisa dibatalkan dalam ${seconds} detik: posko review undo ${ticket}`;
}

/** What stands in the way, where the command line can say how to go on. */
async function explain(
  deps: AppDeps,
  { name, ticket, field: own, words }: Typed,
  done: Exclude<CaseActionResult, { type: 'done' }>,
): Promise<string | undefined> {
  if (done.type === 'invalid') {
    const problems = Object.entries(done.problems);
    const dashes = (field: string) => (field === own ? '' : '--');
    return problems.map(([field, message]) => `${dashes(field)}${field}: ${message}`).join('\n');
  }
  if (done.type !== 'refused') return undefined;
  const { why } = done;
  if (why === 'unlike' || why === 'differs')
    return describeDoubt(deps, ticket, { id: String(words), why });
  const isLack = why === 'gap' || why === 'template' || why === 'bare' || why === 'no-source';
  return name === 'decide' && isLack ? `${ticket}: ${refusals.lack[why]}` : undefined;
}

/** All that has to be looked at before a fact-check can be attached. */
async function describeDoubt(
  deps: AppDeps,
  ticket: string,
  { id, why }: { id: string; why: 'unlike' | 'differs' },
): Promise<string | undefined> {
  const found = await deps.store.cases.byTicket(ticket);
  const compared = found && (await compareFactCheck(deps, found, id));
  if (!compared) return undefined;
  const { factCheck, score, differences, isUnlike, key } = compared;
  const flags = [`--confirm ${key}`, ...(isUnlike ? ['--reason "…"'] : [])].join(' ');
  return [
    `${ticket}: ${factCheck.id} matches by ${Math.round(score * 100)} %${why === 'unlike' ? ', which is too little without a reason' : ''}`,
    `  ${factCheck.title}`,
    ...differencesInWords(differences).map((line) => `  ${line}`),
    `If it answers the case all the same: ${flags}`,
  ].join('\n');
}
