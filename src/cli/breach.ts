import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import {
  type Breach,
  type BreachFile,
  notifyOfBreach,
  prepareBreach,
} from '../services/privacy/breach.ts';
import { type BreachKind, breachKinds } from '../services/privacy/breach-notices.ts';
import { createDeskCommand, type DeskOptions } from './create-command.ts';
import { print, printJson } from './output.ts';

interface Options extends DeskOptions {
  isDrill?: boolean;
  from: string;
  to: string;
  known?: string;
  kinds?: string;
  send?: boolean;
}

export const breachCommand = createDeskCommand('breach', {
  drill: ['report-breach', (deps, options: Options) => run(deps, { ...options, isDrill: true })],
  report: ['report-breach', run],
});

async function run(deps: AppDeps, { isDrill = false, ...options }: Options): Promise<void> {
  const { as: by } = options;
  const file = await prepareBreach(deps, readBreach(options, deps.clock.now()), { by, isDrill });
  const notified = options.send && !isDrill ? await notifyOfBreach(deps, file, by) : undefined;
  const affected = file.affected.map(({ alias, kinds }) => ({ alias, kinds }));
  const told = notified !== undefined && { told: notified };
  if (options.json) return printJson({ ...file, affected, ...told });
  show({ ...file, isDrill, notified });
}

function readBreach({ from, to, known, kinds }: Options, now: number): Breach {
  const breach = {
    from: readTime('--from', from),
    to: readTime('--to', to),
    known: known === undefined ? now : readTime('--known', known),
    kinds: kinds === undefined ? breachKinds : kinds.split(',').map(readKind),
  };
  if (breach.from > breach.to) throw new Failure('--from comes after --to; swap them');
  if (breach.from > now) throw new Failure('--from lies ahead; give the time when it began');
  return breach;
}

function readTime(option: string, text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new Failure(`${option} takes a time such as 2026-11-24T08:00+07:00`);
  return time;
}

function readKind(text: string): BreachKind {
  const kind = breachKinds.find((each) => each === text.trim());
  if (!kind) throw new Failure(`there is no kind ${text}; choose of ${breachKinds.join(', ')}`);
  return kind;
}

function show(file: BreachFile & { isDrill: boolean; notified: number | undefined }): void {
  const { affected, agency, dueAt, isDrill, letters, steps, notified } = file;
  if (isDrill) print('DRILL: nobody is told.\n');
  print(`Deadline: ${new Date(dueAt).toISOString()} (3×24 hours since it is known)`);
  print(`Agency: ${agency.name}. ${agency.text}`);
  print(agency.verified ? `(confirmed on ${agency.verified})` : '(NOT CONFIRMED: check it first)');
  print(`\nConcerned, ${affected.length} in all:`);
  for (const { alias, kinds } of affected) print(`  ${alias}: ${kinds.join(', ')}`);
  print(`\n--- To the agency ---\n${letters.agency}`);
  print(`\n--- To citizens ---\n${letters.citizens}`);
  print(`\n--- What to do ---\n${steps}`);
  if (notified !== undefined) print(`\n${notified} citizens are being told.`);
}
