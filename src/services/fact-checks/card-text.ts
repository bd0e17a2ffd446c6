import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { firstSentence } from '../../domain/text/first-sentence.ts';
import { chatAddress, formatNumber } from '../../domain/text/format-number.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { StaffLanguage } from '../../i18n/languages.ts';
import { say } from '../../i18n/say.ts';
import { verdictText } from '../responses/verdict-text.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { isPublic, masked, type PublicView, pathOf, publicView } from './public-view.ts';

type Seeing = Pick<FactCheckDeps, 'script' | 'settings'>;

const MAX_CLAIM = 140;
const MAX_FACT = 250;
/** A longer address would be most of the caption. */
const MAX_URL = 200;

/** The words that go with a card wherever it is passed on: the fact, verdict, claim, and where to read more. */
export function cardCaption(seeing: Seeing, language: string, factCheck: PublishedFactCheck) {
  const view = publicView(seeing, factCheck);
  const words = (key: string, fill = {}) => say(seeing.script.locales, language, key, fill);
  const key = view.withdrawn === undefined ? 'verdict.card' : 'verdict.card-withdrawn';
  const parts = {
    fact: shorten(firstSentence(view.why).first, MAX_FACT),
    mark: words(`verdict.mark.${view.verdict}`),
    claim: shorten(view.claim, MAX_CLAIM),
    link: linkOf(seeing, view) ?? '',
  };
  return words(key, parts).trimEnd();
}

/** Our own page of it, where anyone can follow the address, or else where it was published; that may stand yet when we withdraw ours. */
export function linkOf({ settings: { site } }: Seeing, view: PublicView): string | undefined {
  if (site.address !== undefined && isPublic(view, site)) return `${site.address}${pathOf(view)}`;
  if (view.withdrawn !== undefined || view.url === undefined) return undefined;
  return view.url.length <= MAX_URL ? view.url : undefined;
}

/** A fact-check as a message to pass on: what the bot answers, with the way to the page and the number. */
export function shareText(
  deps: Pick<FactCheckDeps, 'script' | 'settings' | 'clock'>,
  factCheck: PublishedFactCheck,
  { page, number, language }: { page: string; number: string | undefined; language: StaffLanguage },
): string {
  const { script, clock } = deps;
  const { title, withdrawn } = publicView({ ...deps, shownIn: language }, factCheck);
  const text =
    withdrawn === undefined
      ? verdictText(script, language, { factCheck: masked(factCheck), now: clock.now() })
      : say(script.locales, language, 'news.retraction', { title, reason: withdrawn });
  const words = (key: string, fill: Record<string, string>) =>
    say(script.locales, language, `share.${key}`, fill);
  const forward = number
    ? words('forward', { number: formatNumber(number), address: chatAddress(number) })
    : [];
  return [text, words('page', { page }), forward].flat().join('\n\n').toWellFormed();
}
