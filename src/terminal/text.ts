import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { showClock } from '../ui-text/format-time.ts';
import { readWords, type WordsIn } from '../ui-text/read-words.ts';
import { deskWords, type Language, type Words } from '../ui-text/ui-text.ts';
import { verdictNames } from '../ui-text/verdict-names.ts';
import english from './text-en.json' with { type: 'json' };
import indonesian from './text-id.json' with { type: 'json' };
import keysEn from './text-keys-en.json' with { type: 'json' };
import keysId from './text-keys-id.json' with { type: 'json' };

/** What the foot of each screen says of its keys, and the help with all of them. */
interface KeyWords {
  hints: WordsIn<typeof keysId.hints>;
  help: readonly (readonly [title: string, rows: HelpPart['rows']])[];
}

/** A part of the help, keys with what they do; `verdicts` says what those of the verdicts do, which are listed first. */
interface HelpPart {
  title: string;
  verdicts?: string;
  rows: readonly (readonly string[])[];
}

export const verdictKeys = `1-${verdicts.length}`;

function helpIn(parts: readonly HelpPart[], names: (typeof verdictNames)[Language]) {
  const named = verdicts.map((verdict, at) => `${at + 1} ${names[verdict].toLowerCase()}`);
  return parts.map(({ title, verdicts: what, rows }) => {
    const ofVerdicts = what === undefined ? [] : [[verdictKeys, `${what}: ${named.join(', ')}`]];
    return [title, [...ofVerdicts, ...rows]] as const;
  });
}

const keyWords: Readonly<Record<Language, KeyWords>> = {
  id: { hints: readWords(keysId.hints), help: helpIn(keysId.help, verdictNames.id) },
  en: { hints: readWords(keysEn.hints), help: helpIn(keysEn.help, verdictNames.en) },
};

/** What the terminal alone says, in one language. */
type ConsoleWords = WordsIn<typeof indonesian>;

/** Everything that the terminal console says: its own words, its keys, and those of the desk on the web. */
export type TerminalWords = ReturnType<typeof terminalWords>;

const consoleWords: Readonly<Record<Language, ConsoleWords>> = {
  id: readWords(indonesian),
  en: readWords(english),
};

export function terminalWords(language: Language) {
  const [desk, keys] = [deskWords[language], keyWords[language]];
  return { ...consoleWords[language], language, desk, keys };
}

/** A verdict as it stands on a screen without colour. */
export function verdictWord({ desk }: TerminalWords, verdict: keyof Words['verdict']): string {
  return desk.verdict[verdict].toUpperCase();
}

/** The time of day in Jakarta. */
export function hour(time: number, { language }: Pick<TerminalWords, 'language'>): string {
  return showClock(time, language);
}

/** How long something took or has waited, roughly. */
export function span(ms: number, { figures: { spans } }: TerminalWords): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} ${spans.seconds}`;
  if (ms < 90 * 60_000) return `${Math.round(ms / 60_000)} ${spans.minutes}`;
  if (ms < 48 * 3_600_000) return `${Math.round(ms / 3_600_000)} ${spans.hours}`;
  return `${Math.round(ms / 86_400_000)} ${spans.days}`;
}
