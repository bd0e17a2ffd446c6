import { pageOf } from '../../domain/fact-checks/page-of.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Message } from '../../domain/messages/message.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { formatDay } from '../../i18n/format-date.ts';
import type { MatchResult } from '../../matching/match.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import { mayBeOwnStory } from '../../triage/trouble/own-trouble.ts';
import type { ActionDeps } from './action.ts';
import { findValid } from './answer-verdict.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'news'>;

const MOST_SHOWN = 2;
const MAX_TITLE = 90;
const MAX_ORG = 40;
/** With two longer addresses the question below would not fit into one message with buttons. */
const MAX_URL = 120;

/** Lists fact-checks and trusted articles on a message's topic, without a verdict; none where it may be the writer's own trouble. */
export async function tellRelated(
  deps: Deps,
  turn: Turn,
  { related }: MatchResult,
  { text, forwarded }: Pick<Message, 'text' | 'forwarded'>,
): Promise<string> {
  if (mayBeOwnStory(text.replaceAll('?', '.'), forwarded)) return '';
  const isGenuine = related?.length === 0; // an institution's own offer gets nothing about scams
  const found = await Promise.all((related ?? []).map((id) => findValid(deps, id)));
  const checks = found.flatMap((each) => (each ? lineOf(deps, turn, 'related-line', each) : []));
  const news = isGenuine ? [] : (deps.news?.related(text) ?? []);
  const articles = news.flatMap((each) => lineOf(deps, turn, 'related-news', each));
  return [...new Set([...checks, ...articles])].slice(0, MOST_SHOWN).join('\n');
}

type Told = Pick<PublishedFactCheck, 'title' | 'url' | 'publishedAt' | 'org'>;

function lineOf(
  deps: Deps,
  turn: Turn,
  key: 'related-line' | 'related-news',
  { title, url, publishedAt, org }: Told,
) {
  const [page, neutral] = [pageOf(url), neutralTitle(title)];
  if (neutral === undefined || publishedAt === undefined) return [];
  if (page === undefined || page.length > MAX_URL) return [];
  const date = formatDay(publishedAt, turn.profile.language);
  const name = defang(shorten(neutral, MAX_TITLE));
  const source = defang(shorten(org, MAX_ORG));
  return [wordsFor(deps, turn)(`tip.${key}`, { title: name, date, page, org: source })];
}

/** Returns a title without its stamp, or nothing if its words would still read as a verdict. */
export function neutralTitle(title: string): string | undefined {
  const bare = title.replace(STAMP, '').replace(QUOTES, '').trim();
  return bare === '' || VERDICT.test(bare) ? undefined : bare;
}

/** [SALAH], (HOAX), CEK FAKTA: */
const STAMP =
  /^\s*(?:[[(][^\])]{1,40}[\])]|(?:cek|periksa) fakta\s?[:,!-]|hoa(?:x|ks)\s?[:,!-])\s*/i;
const QUOTES = /[“”"]/g;
/** Both words that judge and words of an article that judges; "salah satu" does not. */
const VERDICT =
  /\b(?:hoa(?:x|ks)\w*|[md]isinformasi|(?:cek|periksa) fakta|fakta|faktanya|klarifikasi|(?:mem|di)?bantah\w*|benar|benarkah|betul|betulkah|salah(?! satu)|keliru|menyesatkan|palsu|bohong|fitnah|penipuan|menipu|penipu|asli|false|fake|true|fact|scam)\b/i;
