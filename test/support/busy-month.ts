import { verdicts } from '../../src/domain/fact-checks/verdicts.ts';
import { provinceNames } from '../../src/domain/text/province.ts';
import { jakartaDay } from '../../src/domain/time/jakarta-day.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCase, aCaseCommit, aCitizen, aFactCheck, anAddress, aTip, aTurn } from './builders.ts';

const DAY = 86_400_000;

const claims = [
  'Vaksin membuat lumpuh',
  'KPU menghapus nama dari DPT',
  'Bansos cair lewat tautan',
  'Air galon dicampur sabun',
];

/**
 * A store after a month in which many asked: `people` citizens, each of whom asked about one of twelve cases and was
 * told what came of it, from provinces of which the first have the most.
 */
export async function fillMonth(
  store: Store,
  { start, people = 200 }: { start: number; people?: number },
): Promise<void> {
  const cases = Array.from({ length: 12 }, (_, at) => aCaseOf(at, start));
  const factChecks = cases.flatMap(({ factCheck: id, claim }, at) =>
    id === undefined ? [] : aFactCheckOf({ id, title: claim, at, start }),
  );
  const tips = [];
  for (let n = 0; n < people; n += 1) {
    const at = start + (n % 30) * DAY + n * 60_000;
    const found = cases[n % cases.length] ?? aCase();
    const citizen = await aCitizen(store, anAddress(`busy-${n}`), at);
    const region = n % 5 === 0 ? undefined : provinceNames[Math.floor((n * n) / 997) % 12];
    tips.push(aTip({ case: found.id, citizen, at, ...(region && { region }) }));
    const factCheck = found.factCheck;
    const told = { type: 'told', told: { factCheck: factCheck ?? '', version: 1, at } } as const;
    const tier = `tier.${['answer', 'confirm', 'several', 'none'][n % 4]}`;
    const kinds = { 'kind.text': 2, [`kind.${['image', 'audio', 'poll'][n % 3]}`]: 1 };
    const tallies = { ...kinds, [tier]: 1, [`answered.${20 + (n % 30)}`]: 1 };
    await store.turns.commitTurn(
      aTurn({ citizen, tallies, now: at, changes: factCheck ? [told] : [] }),
    );
  }
  await store.factChecks.save(factChecks);
  await store.cases.commit(aCaseCommit({ newCases: cases, tips }));
}

function aCaseOf(at: number, start: number) {
  const claim = `${claims[at % claims.length]} (${at})`;
  const openedAt = start + at * DAY;
  if (at % 4 === 3) return aCase({ claim, openedAt });
  return aCase({
    claim,
    openedAt,
    status: 'published',
    decidedAt: openedAt + (at + 1) * 3_600_000,
    factCheck: `posko-busy-${at}`,
  });
}

function aFactCheckOf({
  id,
  title,
  at,
  start,
}: {
  id: string;
  title: string;
  at: number;
  start: number;
}) {
  const decidedAt = start + at * DAY;
  return aFactCheck({
    id,
    title,
    claim: title,
    verdict: verdicts[at % 3] ?? 'salah',
    publishedAt: jakartaDay(decidedAt),
    changedAt: decidedAt,
  });
}
