import { defang } from '../domain/text/links.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import type { Difference } from '../matching/match.ts';
import type { NewWording } from '../services/fact-checks/new-wordings.ts';
import { type TerminalWords, terminalWords } from './text.ts';

/** Without a screen the desk speaks Indonesian. */
const indonesian = terminalWords('id');
/** As much of a wording as stands on a few lines. */
const SHOWN = 300;

/** The wordings of a case by number, each with what it adds and whether it will lead to the verdict. */
export function wordingLines(
  wordings: readonly NewWording[],
  { desk }: TerminalWords = indonesian,
): string[] {
  const say = desk.wordings;
  return wordings.flatMap(({ text, adds, fits, isFirst, isTaken, senders }, at) => {
    const mark = isTaken ? '[x]' : '[ ]';
    const who = [say.senders(senders), ...(isFirst ? [say.first] : [])].join(' · ');
    const what =
      adds.length > 0 ? say.adds(oneLine(adds.join(', '), 200)) : fits ? say.fits : say.lacks;
    return [`${mark} ${at + 1}  ${oneLine(text, SHOWN)}`, `       ${who}. ${what}`].map(neutralise);
  });
}

/** Each detail that differs on a line of its own, as the case has it and as the other has it. */
export function differencesInWords(
  differences: readonly Difference[],
  { desk: { case: say } }: TerminalWords = indonesian,
): string[] {
  return differences.map(({ type, message, factCheck }) => {
    const sides = [message, factCheck].map((words) => oneLine(words.join(' '), 60) || '–');
    return neutralise(`${say.differs(say.difference[type])}: ${sides.join(' ↔ ')}`);
  });
}

export function oneLine(text: string, length: number): string {
  const line = defang(text).replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
