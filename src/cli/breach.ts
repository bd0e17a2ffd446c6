import { Command } from 'commander';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import {
  type Breach,
  type BreachFile,
  notifyOfBreach,
  prepareBreach,
} from '../services/privacy/breach.ts';
import { type BreachKind, breachKinds } from '../services/privacy/breach-notices.ts';
import { withDeskOptions } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { configFor, print, printJson } from './output.ts';

interface Options {
  from: string;
  to: string;
  known?: string;
  kinds?: string;
  send?: boolean;
  json?: boolean;
  data?: string;
  as: string;
}

/** Creates `posko breach …`: who is affected by exposed data, with notices and the deadline. */
export function breachCommand(): Command {
  const breach = new Command('breach').description(
    'data that lay open: whom to tell within 3×24 hours, and what',
  );
  withOptions(breach.command('drill').description('rehearse it; nobody is told')).action(
    (options: Options) => run(options, true),
  );
  withOptions(breach.command('report').description('list whom to tell; with --send, tell them'))
    .option('--send', 'tell every citizen concerned, each once')
    .action((options: Options) => run(options, false));
  return breach;
}

function withOptions(command: Command): Command {
  return withDeskOptions(
    command
      .requiredOption('--from <time>', 'since when data lay open, such as 2026-11-24T08:00+07:00')
      .requiredOption('--to <time>', 'until when')
      .option('--known <time>', 'since when it is known; now, where it is left out')
      .option(
        '--kinds <list>',
        `which data, of ${breachKinds.join(', ')}; all, where it is left out`,
      ),
  );
}

async function run(options: Options, isDrill: boolean): Promise<void> {
  await atDesk(configFor(options), async (deps) => {
    const { name: by } = await findReviewer(deps.store, options.as, 'report-breach');
    const breach = readBreach(options, deps.clock.now());
    const file = await prepareBreach(deps, breach, { by, isDrill });
    const told = options.send && !isDrill ? await notifyOfBreach(deps, file, by) : undefined;
    const affected = file.affected.map(({ alias, kinds }) => ({ alias, kinds }));
    if (options.json) return printJson({ ...file, affected, ...(told !== undefined && { told }) });
    show({ ...file, isDrill, told });
  });
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

function show(file: BreachFile & { isDrill: boolean; told: number | undefined }): void {
  const { affected, agency, dueAt, isDrill, letters, steps, told } = file;
  if (isDrill) print('DRILL: nobody is told.\n');
  print(`Deadline: ${new Date(dueAt).toISOString()} (3×24 hours since it is known)`);
  print(`Agency: ${agency.name}. ${agency.text}`);
  print(agency.verified ? `(confirmed on ${agency.verified})` : '(NOT CONFIRMED: check it first)');
  print(`\nConcerned, ${affected.length} in all:`);
  for (const { alias, kinds } of affected) print(`  ${alias}: ${kinds.join(', ')}`);
  print(`\n--- To the agency ---\n${letters.agency}`);
  print(`\n--- To citizens ---\n${letters.citizens}`);
  print(`\n--- What to do ---\n${steps}`);
  if (told !== undefined) print(`\n${told} citizens are being told.`);
}
