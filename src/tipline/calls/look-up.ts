import { defang } from '../../review/links.ts';
import type { PublishedFactCheck } from '../fact-check.ts';
import { type Call, textOf } from '../turn.ts';
import { shorten } from '../verdict-text.ts';
import { findValid, tell } from './tell.ts';

const MAX_CANDIDATES = 3;
const MAX_LABEL = 72;

/** Searches by keywords or a question; a casual remark that finds nothing is merely unclear. */
export const findCandidates: Call = async ({ tipline, turn, values }) => {
  const query = textOf(values.query ?? values.heard).trim();
  if (query === '') return { outcome: 'empty' };
  const { tier, matches } = tipline.index.match(query);
  const [best] = matches;
  if (best && tier === 'answer') {
    const factCheck = await findValid(tipline, best.id);
    if (factCheck) return { outcome: 'one', values: tell(tipline, turn, factCheck) ?? {} };
  }
  const found = await Promise.all(
    matches.slice(0, MAX_CANDIDATES).map(({ id }) => findValid(tipline, id)),
  );
  const candidates = found.flatMap((factCheck) => (factCheck ? toRow(factCheck) : []));
  if (candidates.length === 0)
    return { outcome: values.casual ? 'unclear' : 'none', values: { query } };
  return { outcome: 'some', values: { query, candidates } };
};

/** Tells the verdict of the picked fact-check. */
export const openCandidate: Call = async ({ tipline, turn, values }) => {
  const factCheck = await findValid(tipline, textOf(values.picked));
  if (!factCheck) return { outcome: 'gone' };
  return { outcome: 'told', values: tell(tipline, turn, factCheck) ?? {} };
};

/** The newest fact-checks. */
export const findLatest: Call = async ({ tipline }) => {
  const latest = await tipline.store.factChecks.latest(5);
  if (latest.length === 0) return { outcome: 'none' };
  return { outcome: 'some', values: { candidates: latest.map(toRow) } };
};

function toRow({ id, title }: PublishedFactCheck) {
  return { id, label: defang(shorten(title, MAX_LABEL)) };
}
