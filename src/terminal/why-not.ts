import type { Done } from '../services/cases/change-case.ts';
import { hour } from './times.ts';
import type { TerminalWords } from './words.ts';

/** Why something could not be done, as the reviewer at the console reads it. */
export function whyNot(
  ticket: string,
  done: Exclude<Done, { type: 'done' }>,
  words: TerminalWords,
): string {
  const say = words.refused;
  switch (done.type) {
    case 'unknown':
      return say.unknown(ticket);
    case 'taken':
      return say.taken(ticket, done.by, hour(done.until, words));
    case 'decided':
      return say.decided(ticket, words.standing.decided[done.status]);
    case 'lost':
      return say.lost(ticket);
    case 'refused':
      return say.why(ticket, words.desk.refusal[done.why]);
  }
}
