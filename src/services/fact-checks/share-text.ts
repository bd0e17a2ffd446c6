import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { chatAddress, formatNumber } from '../../domain/text/format-number.ts';
import { say } from '../../i18n/say.ts';
import { verdictText } from '../responses/verdict-text.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { masked, publicView } from './public-view.ts';

/** A fact-check as a message to pass on: what the bot answers, with the way to the page and the number. */
export function shareText(
  deps: Pick<FactCheckDeps, 'script' | 'settings' | 'clock'>,
  factCheck: PublishedFactCheck,
  { page, number }: { page: string; number: string | undefined },
): string {
  const { script, clock } = deps;
  const { title, withdrawn } = publicView(deps, factCheck);
  const text =
    withdrawn === undefined
      ? verdictText(script, 'id', { factCheck: masked(factCheck), now: clock.now() })
      : say(script.locales, 'id', 'news.retraction', { title, reason: withdrawn });
  const forward = number
    ? `Ragu dengan pesan lain? Teruskan ke WhatsApp ${formatNumber(number)}: ${chatAddress(number)}`
    : [];
  return [text, `Selengkapnya: ${page}`, forward].flat().join('\n\n').toWellFormed();
}
