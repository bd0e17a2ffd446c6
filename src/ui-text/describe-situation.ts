import type { Settings } from '../domain/settings/settings.ts';
import type { CsvCell } from '../domain/text/csv.ts';
import type { Situation } from '../services/situation/count-situation.ts';
import type { Words } from './ui-text.ts';

export type SituationTable = ReturnType<typeof describeSituation>[number];

type Row = Readonly<Record<string, string | number | undefined>>;

/** The tables of a situation report in words; partners, provinces and what citizens wrote stay as they are. */
export function describeSituation({ tables }: Situation, words: Words) {
  const { table, column } = words.situation;
  const heads = namesOf(column);
  const names = namesIn(words);
  const all = Object.entries(tables) as [keyof Situation['tables'], readonly Row[]][]; // as the type has them
  return all.map(([name, rows]) => ({
    name,
    title: table[name],
    heads: Object.keys(rows[0] ?? {}).map((each) => heads.get(each) ?? each),
    rows: rows.map((row) => {
      return Object.entries(row).map(([key, cell]) => names[key]?.get(String(cell)) ?? cell);
    }),
  }));
}

/** The same as rows of one CSV file, each behind the title of its table. */
export function situationRows(situation: Situation, words: Words): CsvCell[][] {
  return describeSituation(situation, words).flatMap(({ title, heads, rows }) =>
    [heads, ...rows].map((row) => [title, ...row]),
  );
}

/** What the codes of each column are called. */
function namesIn({ situation, threat, urgency, verdict }: Words) {
  const { value } = situation;
  const names: Readonly<Record<string, Map<string, string>>> = {
    who: namesOf(value),
    kind: namesOf(situation.column),
    province: namesOf(value),
    threat: namesOf({ ...value, ...threat }),
    urgency: namesOf(urgency.name),
    before: namesOf(verdict),
    after: namesOf({ ...value, ...verdict }),
  };
  return names;
}

function namesOf(list: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(list));
}

/** A letter with the totals of a situation, and where the rest is. */
export function summariseSituation(
  { tables: { open, asks, referrals, answers } }: Situation,
  { situation: say }: Words,
  { post, site }: Pick<Settings, 'post' | 'site'>,
) {
  const count = (rows: readonly { count: number }[]) => sum(rows.map((row) => row.count));
  const [life = 0, hour = 0] = open.map((each) => each.cases + each.reports + each.referrals);
  const late = sum(answers.map((each) => each.late));
  const text = say.mail(count(asks), count(referrals), late, life, hour);
  const page = `${site.address ?? ''}/review/situation`;
  return { subject: `[${post}] ${say.title}`, text: `${text}\n${say.page(page)}` };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
