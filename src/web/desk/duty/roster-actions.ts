import { readMinute, zones } from '../../../domain/time/clock-zone.ts';
import { readStaffLanguage } from '../../../i18n/languages.ts';
import { readPerson, savePerson } from '../../../services/accounts/people.ts';
import { readLocal } from '../../../services/duty/local-time.ts';
import * as roster from '../../../services/duty/roster.ts';
import { addNote } from '../../../services/duty/shift-notes.ts';
import { fieldOf, fieldsOf, type KnownVisit, partOf } from '../desk.ts';
import { sendRoster } from './roster-page.ts';

const MINUTES = 1440;

/** Adds a weekly shift; an end before the start lies on the next day. */
export async function takeShift(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const from = readMinute(fieldOf(request, 'from'));
  const to = readMinute(fieldOf(request, 'to'));
  const zone = zoneIn(visit);
  if (from === undefined || to === undefined || !zone) return tell(visit, 'bad');
  const days = fieldsOf(request, 'day').slice(0, 7).map(Number);
  const minutes = ((to - from + MINUTES - 1) % MINUTES) + 1; // the same time of day is a whole day
  const shift = { reviewer: fieldOf(request, 'reviewer'), zone, days, from, minutes };
  await tell(visit, await roster.addShift(desk.deps, shift, reviewer.name));
}

export async function takeChange(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const { zone } = await readPerson(desk.deps, reviewer.name);
  const at = (name: string) => readLocal(fieldOf(request, name), zone) ?? Number.NaN;
  const type = fieldOf(request, 'type') === 'on' ? 'on' : 'off';
  const person = fieldOf(request, 'reviewer');
  const change = { type, reviewer: person, start: at('start'), end: at('end') } as const;
  await tell(visit, await roster.addChange(desk.deps, change, reviewer.name));
}

export async function dropTurn(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  await tell(visit, await roster.removeTurn(desk.deps, partOf(request, 'id'), reviewer.name));
}

export async function takeCallList(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const names = fieldOf(request, 'calls')
    .split(/[\n,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  await tell(visit, await roster.setCallList(desk.deps, names, reviewer.name));
}

export async function takeNote(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const { wrong } = words.roster;
  const added = await addNote(desk.deps, fieldOf(request, 'note'), reviewer.name);
  if (added !== 'saved') return sendRoster(visit, added === 'full' ? wrong.full : wrong.note);
  response.redirect(303, '/review/roster?done=saved');
}

export async function takeMe(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const hours = ['quiet-from', 'quiet-to'].map((name) => fieldOf(request, name));
  const [from, until] = hours.map(readMinute);
  const quiet = { from: from ?? Number.NaN, until: until ?? Number.NaN };
  const email = fieldOf(request, 'email').trim();
  const zone = zoneIn(visit);
  const kept = await savePerson(desk.deps, reviewer.name, {
    language: readStaffLanguage(fieldOf(request, 'letters')),
    ...(zone && { zone }),
    ...(email && { email }),
    ...(hours.some((hour) => hour !== '') && { quiet }),
  });
  if (kept === 'bad') return sendRoster(visit, words.roster.wrong.me);
  response.redirect(303, '/review/roster?done=saved');
}

function zoneIn({ request }: KnownVisit) {
  return zones.find((zone) => zone === fieldOf(request, 'zone'));
}

async function tell(visit: KnownVisit, changed: roster.PlanChange): Promise<void> {
  if (changed !== 'saved') return sendRoster(visit, visit.words.roster.wrong[changed]);
  visit.response.redirect(303, '/review/roster?done=saved');
}
