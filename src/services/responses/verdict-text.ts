import type { BotContent } from '../../domain/content/bot-content.ts';
import { pageOf } from '../../domain/fact-checks/page-of.ts';
import {
  authorsOf,
  type PublishedFactCheck,
} from '../../domain/fact-checks/published-fact-check.ts';
import { factsOf, type Verdict } from '../../domain/fact-checks/verdicts.ts';
import { firstSentence } from '../../domain/text/first-sentence.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { say } from '../../i18n/say.ts';
import type { RotatingPart } from '../../matching/rotating-parts.ts';
import { type ReaderContext, urgentText } from './contact-text.ts';
/** Limit of characters: a verdict must fit a small screen and survive forwarding. */
export const MAX_VERDICT = 700;
const MAX_CLAIM = 140;
const MAX_ORG = 80;
/** A longer address would push the reason off the screen; a shortened one would lead nowhere. */
const MAX_URL = 200;
/** After a year a hoax that turns up again is called an old one. */
const DAY_MS = 86_400_000;
const OLD_MS = 365 * DAY_MS;

interface Told {
  factCheck: PublishedFactCheck;
  now: number;
}

/** The message a citizen gets for a fact-check: the fact, verdict and claim, how their copy differs, why, who and when, link, what to do. */
export function verdictText(
  script: BotContent,
  language: string,
  { factCheck, now, rotated }: Told & { rotated?: RotatingPart | undefined },
): string {
  const mark = say(script.locales, language, `verdict.mark.${factCheck.verdict}`);
  const advice = adviceOf({ script, language, now }, factCheck.verdict);
  const note = rotated && say(script.locales, language, `verdict.rotated.${rotated}`);
  return compose(script, language, { factCheck, now, key: 'verdict.full', note, mark, advice });
}

/** The answer to a message that denies the claim already: that it is right, with the same fact-check behind it. */
export function deniedText(script: BotContent, language: string, { factCheck, now }: Told): string {
  const right = say(script.locales, language, `verdict.right.${factCheck.verdict}`);
  const advice = say(script.locales, language, 'verdict.advice.share');
  return compose(script, language, { factCheck, now, key: 'verdict.denied', right, advice });
}

/** Fact, claim, reason, source and advice with a heading; the reason gives way where the whole grows too long, then the fact. */
function compose(
  script: BotContent,
  language: string,
  told: Told & { key: string; note?: string | undefined; [part: string]: unknown },
): string {
  const { factCheck, now, key, note = '', ...heading } = told;
  const parts = {
    ...heading,
    claim: defang(shorten(factCheck.claim ?? factCheck.title, MAX_CLAIM)),
    source: sourceOf(script, language, { factCheck, now }),
  };
  const { first, rest } = firstSentence(whyOf(script, language, factCheck));
  const lead = note && `${note}\n\n`;
  const frame = say(script.locales, language, key, { ...parts, fact: '', why: lead });
  const room = MAX_VERDICT - frame.length;
  const fact = shorten(first, room);
  const why = `${lead}${shorten(rest, room - fact.length)}`.trimEnd();
  // A part that is empty leaves no gap.
  const said = say(script.locales, language, key, { ...parts, fact, why });
  const lines = said.split('\n').map((line) => line.trimEnd());
  return lines.filter((line, at) => line !== '' || lines[at - 1] !== '').join('\n');
}

/** A verdict in a line or two, for answers to several messages at once. */
export function briefVerdict(
  script: BotContent,
  language: string,
  factCheck: PublishedFactCheck,
  isDenied = false,
): string {
  const key = `verdict.${isDenied ? 'right' : 'mark'}.${factCheck.verdict}`;
  return say(script.locales, language, 'verdict.brief', {
    mark: say(script.locales, language, key),
    why: shorten(firstSentence(whyOf(script, language, factCheck)).first, 160),
    url: pageOf(factCheck.url) ?? '',
  }).trimEnd();
}

/** What is true, in a sentence or more: the fact-check's own words, or general ones where it has none. */
export function whyOf(
  script: BotContent,
  language: string,
  { summary = '', explanation = '', verdict }: PublishedFactCheck,
): string {
  const own = summary.trim() || shorten(explanation, 300);
  return defang(own || say(script.locales, language, `verdict.why.${verdict}`));
}

/** Who checked it and when, and the address. */
export function sourceOf(script: BotContent, language: string, { factCheck, now }: Told): string {
  const words = (key: string, fill = {}) => say(script.locales, language, key, fill);
  const { publishedAt } = factCheck;
  const org = shorten(authorsOf(factCheck), MAX_ORG);
  const lines: string[] = [];
  if (publishedAt === undefined) {
    lines.push(words('verdict.checked-undated', { org }));
  } else {
    const checked = words('verdict.checked', { org, date: formatDay(publishedAt, language) });
    const age = ageKey(factCheck, now);
    const until = formatDay(factCheck.expiresAt ?? publishedAt, language);
    lines.push(age === undefined ? checked : `${checked} ${words(age, { until })}`);
  }
  const page = pageOf(factCheck.url);
  if (page && page.length <= MAX_URL) lines.push(page);
  return lines.join('\n');
}

/** What to say of a fact-check's age: past its last day, old, or nothing. */
function ageKey(factCheck: PublishedFactCheck, now: number): string | undefined {
  const { expiresAt, publishedAt, verdict } = factCheck;
  if (expiresAt !== undefined && now > Date.parse(expiresAt) + DAY_MS) return 'verdict.expired';
  if (publishedAt === undefined || now - Date.parse(publishedAt) <= OLD_MS) return undefined;
  return factsOf(verdict).truth === 'false' ? 'verdict.old' : 'verdict.old-neutral';
}

/** What to do about a message with such a verdict. */
export function adviceOf({ script, language }: ReaderContext, verdict: Verdict): string {
  const words = (key: string, fill = {}) => say(script.locales, language, key, fill);
  const { truth, isScam } = factsOf(verdict);
  if (truth === 'true' || truth === 'explained') return words('verdict.advice.share');
  if (!isScam) return words('verdict.advice.pass-on');
  const text = urgentText({ script, language }, 'scam');
  return words('verdict.advice.scam', { contact: text ?? words('verdict.advice.bank') });
}
