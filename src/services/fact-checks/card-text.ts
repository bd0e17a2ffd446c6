import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { firstSentence } from '../../domain/text/first-sentence.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { say } from '../../i18n/say.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { isPublic, type PublicView, pathOf, publicView } from './public-view.ts';

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
