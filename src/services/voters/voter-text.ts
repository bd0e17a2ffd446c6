import type { BotContent } from '../../domain/content/bot-content.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { electionsIn, isComing, kindOfElection } from '../../domain/voters/election.ts';
import type { VoterEntry } from '../../domain/voters/voter-answer.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { inLanguage, staffLanguages } from '../../i18n/languages.ts';
import { say } from '../../i18n/say.ts';
import { contactText } from '../responses/contact-text.ts';

export interface VoterMoment {
  elections: Settings['elections'];
  now: number;
  region?: string | undefined;
  /** Whether it was the calendar that was asked for. */
  tellsCalendar?: boolean;
}

/** The answer as a citizen reads it: the text, what the calendar says, whom to ask, source and day. */
export function voterText(
  { script, language }: { script: BotContent; language: string },
  entry: VoterEntry,
  moment: VoterMoment,
): string {
  const words = (key: string, fill = {}) => say(script.locales, language, key, fill);
  const date = formatDay(entry.verified ?? moment.now, language);
  const { name, url } = entry.source;
  const contact = contactText({ script, language, now: moment.now }, entry.contact);
  const source = url ? `${name}, ${url}` : name;
  return [
    inLanguage(entry.answer, language),
    entry.calendar ? undefined : seasonText({ script, language }, moment),
    contact === undefined ? undefined : words('voters.contact', { contact }),
    words('voters.source', { source, date }),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The next vote, or that the calendar has none; while only the counting is going on, nothing. */
function seasonText(
  { script, language }: { script: BotContent; language: string },
  { elections, now, region, tellsCalendar }: VoterMoment,
): string | undefined {
  const season = electionsIn('season', elections, { now, regions: [region] });
  if (season.length === 0) {
    return tellsCalendar ? undefined : say(script.locales, language, 'voters.off-season');
  }
  const next = season.find((election) => isComing(election, now));
  if (!next) return undefined;
  const day = formatDay(next.at, language);
  return say(script.locales, language, 'voters.season', { election: next.name, day });
}

/** Puts each coming election into the place of an entry that names one, under its own conditions. */
export function fillCalendar(
  entries: readonly VoterEntry[],
  { elections, now }: VoterMoment,
  language: string,
): VoterEntry[] {
  const coming = electionsIn('season', elections, { now }).filter((election) =>
    isComing(election, now),
  );
  return entries.flatMap((entry) => {
    if (!entry.calendar) return entry;
    return coming.map(({ name, at, region }) => {
      const fill = (text: string) =>
        text.replaceAll('{election}', name).replaceAll('{day}', formatDay(at, language));
      const answer = { ...entry.answer };
      for (const each of staffLanguages) {
        const text = answer[each];
        if (text !== undefined) answer[each] = fill(text);
      }
      return { ...entry, answer, election: kindOfElection(name), region };
    });
  });
}
