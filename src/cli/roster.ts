import { type Command, Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import type { Duty, RosterChange, Shift } from '../domain/duty/roster.ts';
import { readMinute, showMinute, type Zone, zones } from '../domain/time/clock-zone.ts';
import { readLiaisons } from '../services/duty/liaisons.ts';
import { readLocal, showLocal } from '../services/duty/local-time.ts';
import { viewDuty } from '../services/duty/on-duty.ts';
import {
  addChange,
  addShift,
  type PlanChange,
  removeTurn,
  setCallList,
} from '../services/duty/roster.ts';
import { toIcs } from '../services/duty/roster-ics.ts';
import { addNote, listNotes } from '../services/duty/shift-notes.ts';
import { createCommand } from './create-command.ts';
import {
  addDeskCommands,
  type DeskAct,
  type DeskCommand,
  type DeskOptions,
} from './desk-command.ts';
import { print, printAs, printJson, printList } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

interface Options extends DeskOptions {
  zone: Zone;
}

type Act = DeskAct<Options>;

const WEEK_MS = 7 * 86_400_000;
const NOTES = 20;

/** `posko roster …`: who is on duty when. */
export function rosterCommand(): Command {
  const see = (act: Act): DeskCommand => ['see-roster', act, addZone];
  const manage = (act: Act): DeskCommand => ['manage-roster', act, addZone];
  return addDeskCommands(createCommand('roster'), {
    now: see(now),
    list: see(list),
    liaisons: ['acknowledge-alarm', liaisons, addZone],
    'add <name> <days> <hours>': manage(add),
    'on <name> <start> <end>': manage(changing('on')),
    'off <name> <start> <end>': manage(changing('off')),
    'remove <id>': manage(remove),
    'calls [names...]': manage(calls),
    'note <text>': ['note', note, addZone],
    notes: see(notes),
    ical: see(ical),
  });
}

function addZone(command: Command): void {
  command.addOption(new Option('--zone <zone>', 'whose clocks').choices(zones).default('WIB'));
}

const now: Act = async (deps, { json, zone }) => {
  const view = await viewDuty(deps);
  const { now, next, gaps, duties } = view;
  if (json) return printJson({ now, next, gaps, duties });
  const show = (at: number) => showLocal(at, zone);
  const line = ({ reviewer, start, end }: Duty) => `${reviewer} ${show(start)} – ${show(end)}`;
  if (now.length === 0) print('on duty: nobody');
  for (const { reviewer, end } of now) print(`on duty: ${reviewer}, until ${show(end)}`);
  for (const each of next) print(`next: ${line(each)}`);
  for (const gap of gaps) print(`GAP: ${show(gap.start)} – ${show(gap.end)}`);
};

const list: Act = async (deps, { json, zone }) => {
  const { plan } = await viewDuty(deps);
  if (json) return printJson(plan);
  if (plan.shifts.length + plan.changes.length === 0) print('None yet: posko roster add …');
  for (const shift of plan.shifts) print(describeShift(shift));
  for (const change of plan.changes) print(describeChange(change, zone));
  if (plan.callList.length > 0) print(`call list: ${plan.callList.join(', ')}`);
};

const liaisons: Act = async (deps, options) => {
  const all = [...(await readLiaisons(deps))].map(([id, each]) => ({ id, ...each }));
  printList(options, all, { line: ({ id, phone }) => `${id} ${phone}`, none: 'none yet' });
};

const add: Act = async (deps, { as, zone, json }, reviewer = '', days = '', hours = '') => {
  const shift = { reviewer, zone, days: readDays(days), ...readHours(hours) };
  await printPlan(deps, await addShift(deps, shift, as), json);
};

function changing(type: 'on' | 'off'): Act {
  return async (deps, { as, zone, json }, ...words) => {
    await printPlan(deps, await addChange(deps, readChange(type, words, zone), as), json);
  };
}

const remove: Act = async (deps, { as, json }, id = '') => {
  await printPlan(deps, await removeTurn(deps, id, as), json);
};

const calls: Act = async (deps, { as, json }, ...names) => {
  await printPlan(deps, await setCallList(deps, names, as), json);
};

const note: Act = async (deps, options, text = '') => {
  const added = await addNote(deps, text, options.as);
  if (added === 'bad') throw new Failure('a note has 1 to 2000 signs');
  if (added === 'full') throw new Failure('there are 500 notes; the oldest go with time');
  printAs(options, { noted: true }, 'noted for the next shift');
};

const notes: Act = async (deps, options) => {
  printList(options, await listNotes(deps, NOTES), {
    line: ({ at, by, text }) => `${showLocal(at, options.zone)} ${by}: ${text}`,
  });
};

const ical: Act = async (deps) => {
  const at = deps.clock.now();
  const { duties } = await viewDuty(deps, { start: at, end: at + 8 * WEEK_MS });
  process.stdout.write(toIcs(duties, { post: deps.settings.post, now: at }));
};

async function printPlan(deps: AppDeps, changed: PlanChange, json: boolean | undefined) {
  if (changed !== 'saved') throw new Failure(refusals.roster[changed]);
  const { plan, now } = await viewDuty(deps);
  if (json) return printJson(plan);
  const names = now.map(({ reviewer }) => reviewer);
  print(`saved; on duty now: ${names.join(', ') || 'nobody'}`);
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Days as `mon-fri`, `sat,sun` or `all`, 0 for Monday; a span may run over Sunday. */
export function readDays(text: string): number[] {
  if (text === 'all') return DAYS.map((_, day) => day);
  return text
    .toLowerCase()
    .split(',')
    .flatMap((part) => {
      const [first = -1, last = first] = part.split('-').map((name) => DAYS.indexOf(name.trim()));
      if (first < 0 || last < 0) throw new Failure(`"${part}" is no day: mon-fri, sat,sun or all`);
      return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7);
    });
}

/** Hours as `07:00-15:00`; an end that is not later lies on the next day. */
export function readHours(text: string): { from: number; minutes: number } {
  const [from, to] = text.split('-').map(readMinute);
  if (from === undefined || to === undefined) {
    throw new Failure(`"${text}" are no hours such as 07:00-15:00`);
  }
  return { from, minutes: ((to - from + 1439) % 1440) + 1 };
}

/** A single change out of a name and two times on the clocks of a zone. */
function readChange(type: 'on' | 'off', [reviewer = '', ...times]: readonly string[], zone: Zone) {
  const [start, end] = times.map((time) => {
    const at = readLocal(time, zone);
    if (at === undefined) throw new Failure(`"${time}" is no time such as "2027-02-14 07:00"`);
    return at;
  });
  return { type, reviewer, start: start ?? 0, end: end ?? 0 };
}

function describeShift({ id, reviewer, zone, days, from, minutes }: Shift): string {
  const hours = `${showMinute(from)}-${showMinute(from + minutes)}`;
  return `${id} ${reviewer} ${days.map((day) => DAYS[day]).join(',')} ${hours} ${zone}`;
}

function describeChange(change: RosterChange, zone: Zone): string {
  const { id, reviewer, type, start, end } = change;
  return `${id} ${reviewer} ${type} ${showLocal(start, zone)} – ${showLocal(end, zone)}`;
}
