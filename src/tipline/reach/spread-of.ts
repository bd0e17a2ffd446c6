import { jakartaDay } from '../jakarta-day.ts';
import { plainName, tallyName } from '../tally.ts';
import type { Tipline } from '../tipline.ts';

const DAY = 86_400_000;

/** How often a fact-check was told to whoever asked, yesterday and today; digests and warnings do not count. */
export async function spreadOf(
  { store, clock }: Pick<Tipline, 'store' | 'clock'>,
  factCheck: string,
): Promise<number> {
  const since = jakartaDay(clock.now() - DAY);
  const wanted = tallyName('told', plainName(factCheck));
  const told = await store.figures.tallies(since, ['told']);
  return told.reduce((sum, { name, count }) => sum + (name === wanted ? count : 0), 0);
}
