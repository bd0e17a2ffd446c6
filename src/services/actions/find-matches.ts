import { factsOf, type Verdict } from '../../domain/fact-checks/verdicts.ts';
import { findLinks } from '../../domain/text/links.ts';
import { offeredOf } from '../../matching/choose-tier.ts';
import type { MatchResult, ReadText } from '../../matching/match.ts';
import type { LinkReader } from '../../ports/link-reader.ts';
import type { Asked } from '../../ports/match-query.ts';
import { beginStep, type Turn } from '../../ports/turn.ts';
import type { ActionDeps } from './action.ts';

type Deps = Pick<ActionDeps, 'store' | 'index' | 'links' | 'observe' | 'clock'>;

/** Pages asked for on behalf of one message. */
const MOST_PAGES = 2;

/** Looks for the fact-checks that settle what a citizen sent, and has it counted. */
export async function findMatches(deps: Deps, turn: Turn, asked: Asked): Promise<MatchResult> {
  const end = beginStep(turn, deps.clock, 'match');
  const found = await look(deps, asked);
  end();
  deps.observe({ type: 'matched', tier: found.tier });
  turn.tiers.push(found.tier);
  return found;
}

/** Where a message alone leads nowhere, what the pages say that it names. */
async function look({ index, links, store }: Deps, asked: Asked): Promise<MatchResult> {
  const found = await index.match(asked);
  if (found.tier !== 'none' || !links) return found;
  const pages = await readPages(links, asked);
  if (pages.length === 0) return found;
  const led = await index.match({ ...asked, read: [...(asked.read ?? []), ...pages] });
  const offered = await Promise.all(offeredOf(led).map(({ id }) => store.factChecks.get(id)));
  return offered.some((factCheck) => factCheck && isReassuring(factCheck.verdict)) ? found : led;
}

/** The owner of a page decides what it says, so it may bring a warning and never a "benar" for its address. */
function isReassuring(verdict: Verdict): boolean {
  const { truth } = factsOf(verdict);
  return truth === 'true' || truth === 'explained' || truth === 'partly';
}

async function readPages(links: LinkReader, { text, read = [] }: Asked): Promise<ReadText[]> {
  const named = findLinks([text, ...read.map((piece) => piece.text)].join('\n'));
  const pages = await Promise.all(named.slice(0, MOST_PAGES).map((link) => links.read(link)));
  return pages.flatMap((page) =>
    page ? [{ source: 'document' as const, text: `${page.text}\n${page.address}` }] : [],
  );
}
