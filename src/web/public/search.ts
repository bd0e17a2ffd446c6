import type { Listed, PublicList } from '../../services/fact-checks/public-list.ts';
import { publicView } from '../../services/fact-checks/public-view.ts';
import type { PublicDeps } from './public-deps.ts';
import type { Found } from './search-page.ts';

/** Below this probability a fact-check is noise, not a help. */
const MIN_SCORE = 0.02;
const MAX_MATCHES = 5;
const PAGE = 20;
/** A text of more words is a message: it is matched, not looked for in titles. */
const MAX_WORDS = 6;

/** What fits a pasted text, and the newest; for a few words, the newest with them in their titles. */
export async function search(
  { deps, list }: { deps: PublicDeps; list: PublicList },
  query: string,
  asked: number,
): Promise<Found> {
  const { tier, matches } = await match(deps, list, query);
  const words = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const hasTitles = query === '' || (words.length > 0 && words.length <= MAX_WORDS);
  const known = new Set(matches.map(({ id }) => id));
  const all = hasTitles ? (await list.valid(words)).filter(({ id }) => !known.has(id)) : [];
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(asked, pages);
  const others = all.slice((page - 1) * PAGE, page * PAGE);
  return { query, tier, matches: page === 1 ? matches : [], others, page, pages };
}

async function match(
  { index, store, ...rest }: PublicDeps,
  list: PublicList,
  query: string,
): Promise<{ tier: Found['tier']; matches: Listed[] }> {
  if (query === '') return { tier: 'none', matches: [] };
  const { tier, matches } = await index.match({ text: query });
  const likely = matches.filter(({ score }) => score >= MIN_SCORE);
  const found = await Promise.all(likely.map(({ id }) => store.factChecks.get(id)));
  const views = found.flatMap((factCheck) => (factCheck ? publicView(rest, factCheck) : []));
  const shown = views.filter((view) => view.withdrawn === undefined && list.isPublic(view));
  const isSure = tier === 'answer' && shown[0]?.id === matches[0]?.id;
  const kept = isSure ? 1 : MAX_MATCHES;
  return {
    tier: tier === 'answer' && !isSure ? 'none' : tier,
    matches: shown.slice(0, kept),
  };
}
