import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { chatAddress, formatNumber } from '../../domain/text/format-number.ts';
import type { StaffLanguage } from '../../i18n/languages.ts';
import { say } from '../../i18n/say.ts';
import { verdictText } from '../responses/verdict-text.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { masked, publicView } from './public-view.ts';

/** Where a text that is passed on leads to: the page of the fact-check, and a number to forward to. */
export interface ShareLinks {
  page: string;
  number: string | undefined;
  language: StaffLanguage;
}

/** A fact-check as a message to pass on: what the bot answers, with the way to the page and the number. */
export function shareText(
  deps: Pick<FactCheckDeps, 'script' | 'settings' | 'clock'>,
  factCheck: PublishedFactCheck,
  { page, number, language }: ShareLinks,
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
