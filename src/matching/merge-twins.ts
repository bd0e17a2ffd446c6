import { MOST_OFFERED } from './choose-tier.ts';
import { countShared } from './count-shared.ts';
import type { MatchIndex } from './match-index.ts';

/** A candidate in its place among others, the best first. */
interface Placed {
  assessment: { slot: number };
}

/** Candidates of which some are fact-checks of one claim with one verdict. */
export interface Twins<Candidate> {
  /** The best of each of the first claims, those claims' other fact-checks, and the rest; of twins, one that explains its verdict is best. */
  ordered: readonly Candidate[];
  areTwins(one: number, other: number): boolean;
}

/** Lets fact-checks of one claim not compete with each other: a citizen is told the same by each, and offered one. */
export function mergeTwins<Candidate extends Placed>(
  library: MatchIndex,
  candidates: readonly Candidate[],
): Twins<Candidate> {
  const claims: {
    roots: ReadonlySet<number>;
    verdict: string | undefined;
    members: Candidate[];
  }[] = [];
  for (const candidate of candidates) {
    const { slot } = candidate.assessment;
    const roots = titleRoots(library, slot);
    const verdict = library.heads.verdictOf(slot);
    const claim = claims
      .slice(0, MOST_CLAIMS)
      .find((each) => each.verdict === verdict && areAlike(each.roots, roots));
    if (claim) claim.members.push(candidate);
    else claims.push({ roots, verdict, members: [candidate] });
  }
  const groups = claims.map(({ members }) => members.toSorted((a, b) => compare(library, a, b)));
  const [offered, rest] = [groups.slice(0, MOST_OFFERED), groups.slice(MOST_OFFERED)];
  const firsts = offered.flatMap((group) => group.slice(0, 1));
  const ordered = [...firsts, ...offered.flatMap((group) => group.slice(1)), ...rest.flat()];
  const groupOf = new Map(groups.flatMap((group, at) => group.map((each) => [each, at] as const)));
  const placeOf = (at: number) => groupOf.get(ordered[at] as Candidate);
  return { ordered, areTwins: (one, other) => placeOf(one) === placeOf(other) };
}

/** Further down nobody looks. */
const MOST_CLAIMS = 4;
/** Share of the words of both titles that they share. */
const ALIKE = 0.7;

function titleRoots(library: MatchIndex, slot: number): ReadonlySet<number> {
  const [title] = library.shelf.fieldRange(slot);
  const roots = new Set<number>();
  for (const word of library.shelf.wordsOf(title)) {
    if (library.vocabulary.isAnchor(word)) roots.add(library.vocabulary.rootOf(word));
  }
  return roots;
}

function areAlike(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  const shared = countShared(left, right);
  return shared > 0 && shared >= ALIKE * Math.max(left.size, right.size);
}

/** Puts what explains its verdict first, and keeps the order otherwise. */
function compare(library: MatchIndex, a: Placed, b: Placed): number {
  const explains = ({ assessment }: Placed) => Number(library.heads.explains(assessment.slot));
  return explains(b) - explains(a);
}
