import { createHash } from 'node:crypto';
import type { Case, Tip } from '../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { LEAST_ALIKE, THRESHOLDS } from '../../matching/judge.ts';
import type { Difference, Match, Support } from '../../matching/match.ts';
import { createMatcher } from '../../matching/matcher.ts';
import type { Asked } from '../../ports/match-query.ts';
import type { CaseDeps } from './case-deps.ts';

/** Comparison of a case with a fact-check that may resolve it. */
export interface Comparison {
  factCheck: PublishedFactCheck;
  /** The probability that both claim the same. */
  score: number;
  differences: readonly Difference[];
  support?: readonly Support[];
  /** Whether they are too unlike to be the same without a reason that a reviewer states. */
  isUnlike: boolean;
  /** Stands for what was compared and what differs; who attaches says by it that they have seen that. */
  key: string;
}

/** What a reviewer agrees to who attaches a fact-check that differs. */
export interface Agreed {
  /** The key of the comparison that they have seen. */
  confirmed?: string | undefined;
  /** Why it resolves the case although the two differ. */
  reason?: string | undefined;
}

/** From here on citizens are answered without being asked whether it is meant. */
export const SURE = THRESHOLDS.answer;

/** Compares a case with one fact-check; undefined if it is missing or withdrawn. */
export async function compareFactCheck(
  { store, index }: Pick<CaseDeps, 'store' | 'index'>,
  found: Case,
  id: string,
): Promise<Comparison | undefined> {
  const factCheck = await store.factChecks.get(id);
  if (!factCheck || factCheck.retracted !== undefined) return undefined;
  const { claim } = found;
  const asked = await askedBy({ store }, found, await store.cases.tipsOf(found.id));
  const { matches } = await index.match({ ...asked, explains: true, canRetry: true });
  const near = matches.find((match) => match.id === id);
  const alone = createMatcher([factCheck]).match({ text: claim }).matches[0];
  const score = near?.score ?? 0;
  const differences = near?.differences ?? alone?.differences ?? [];
  const isUnlike = score < LEAST_ALIKE;
  const seen = [id, factCheck.version, claim, differences, isUnlike];
  const key = createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 8);
  const support = near?.support && { support: near.support };
  return { factCheck, score, differences, ...support, isUnlike, key };
}

/** What still stands between a comparison and attaching; nothing where the two agree, or all was agreed to. */
export function doubtOf(
  { differences, isUnlike, key }: Comparison,
  { confirmed, reason = '' }: Agreed,
): 'unlike' | 'differs' | undefined {
  const words = reason.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  if (isUnlike && words.length < LEAST_WORDS) return 'unlike';
  return (isUnlike || differences.length > 0) && confirmed !== key ? 'differs' : undefined;
}

/** "Sama persis": less is no reason. */
const LEAST_WORDS = 2;

/** A fact-check that was found, how near it comes and by which words, and where it differs. */
export interface FoundFactCheck
  extends Pick<Match, 'score' | 'differences' | 'support' | 'shared'> {
  factCheck: PublishedFactCheck;
}

/** Finds fact-checks by words and files, the nearest first; fewer where the score has to be higher. */
export async function searchFactChecks(
  { store, index }: Pick<CaseDeps, 'store' | 'index'>,
  asked: Asked,
  { least = 0, most = Number.POSITIVE_INFINITY }: { least?: number; most?: number } = {},
): Promise<FoundFactCheck[]> {
  const { matches } = await index.match({ ...asked, explains: true, canRetry: true });
  const likely = matches.filter(({ score }) => score >= least).slice(0, most);
  const found = await Promise.all(
    likely.map(async ({ id, ...near }) => ({ factCheck: await store.factChecks.get(id), ...near })),
  );
  return found.flatMap(({ factCheck, ...near }) => (factCheck ? { factCheck, ...near } : []));
}

/** Files by which fact-checks are looked for at the desk. */
const MOST_FILES = 3;

/** What a case asks: its claim, with the files of its first tips. */
export async function askedBy(
  { store }: Pick<CaseDeps, 'store'>,
  { claim }: Pick<Case, 'claim'>,
  tips: readonly Tip[],
): Promise<Asked> {
  const hashes = tips.flatMap(({ media }) => media.map(({ sha256 }) => sha256));
  const known = await Promise.all(
    hashes.slice(0, MOST_FILES).map((sha256) => store.media.evidenceOf(sha256)),
  );
  const files = known.flatMap((evidence) =>
    evidence ? [{ ...evidence.asked, seconds: evidence.seconds }] : [],
  );
  return files.length === 0 ? { text: claim } : { text: claim, files };
}
