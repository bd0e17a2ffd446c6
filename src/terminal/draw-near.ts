import type { FactCheck } from '../domain/fact-checks/fact-check.ts';
import { defang } from '../domain/text/links.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import type { Near } from '../services/cases/queue.ts';
import { describeSupport, percent } from '../ui-text/describe-support.ts';
import { showDay } from '../ui-text/format-time.ts';
import { blank, bold, dim, type Line, labelled, line, paragraph, sideBySide } from './line.ts';
import { wrap } from './measure.ts';
import { differencesInWords } from './show-wordings.ts';
import { type TerminalWords, verdictWord } from './text.ts';

interface Pair {
  key: string;
  /** What the other text is of. */
  name: 'factCheck' | 'other';
  title: string;
  source: string;
  ours: string;
  theirs: string;
}

/** A claim and the fact-check that may answer it. */
export function pairOf(
  words: TerminalWords,
  { verdict, title, claim, org, publishedAt, url }: FactCheck,
  ours = '',
): Omit<Pair, 'key'> {
  const day = publishedAt && showDay(publishedAt, words.language);
  const source = [org, day, url && defang(url)].filter(Boolean).join(' · ');
  const named = `${verdictWord(words, verdict)}: ${title}`;
  return { name: 'factCheck', title: named, source, ours, theirs: claim ?? title };
}

/** On a terminal this wide the two texts stand side by side. */
const WIDE = 100;
const DIFFERS = { bold: true, underline: true, color: 'yellow' } as const;

/** What comes near a case: both texts, with the words that differ marked, and what they differ in. */
export function drawNear(
  pair: Pair,
  { score, differences, support = [], shared = [] }: Near<object>,
  { words: say, columns, most = 4 }: { words: TerminalWords; columns: number; most?: number },
): Line[] {
  const { key, name, title, source, ours, theirs } = pair;
  const words = (side: 'message' | 'factCheck') => differences.flatMap((each) => each[side]);
  const width = columns >= WIDE ? Math.floor((columns - 9) / 2) : columns - 12;
  const shares = say.desk.case.shares(shared.map(neutralise).join(', '));
  const supports = support.map((each) => describeSupport(each, say.desk.support));
  const agreed = [...(shared.length > 0 ? [shares] : []), ...supports];
  const left = marked(ours, words('message'), { width, most });
  const right = marked(theirs, words('factCheck'), { width, most });
  const texts =
    columns >= WIDE
      ? sideBySide(left, right, columns - 4).map((each) => [...line('    '), ...each])
      : [
          ...labelled(line(`    ${say.near.citizens.padEnd(6)}`, dim), left),
          ...labelled(line(`    ${say.near[name].padEnd(6)}`, dim), right),
        ];
  const head = [...line(`  ${key} `, bold), ...line(`${percent(score)} `, dim)];
  const listed = (sign: string, all: readonly string[], color: 'green' | 'yellow') =>
    all.flatMap((each) =>
      labelled(line(`    ${sign} `, { color }), paragraph(each, columns - 6, { style: { color } })),
    );
  return [
    ...labelled(head, paragraph(title, columns - 9, { style: bold })),
    ...(source ? paragraph(source, columns, { indent: '    ', style: dim }) : []),
    ...texts,
    ...listed('+', agreed, 'green'),
    ...listed('≠', differencesInWords(differences, say), 'yellow'),
    blank,
  ];
}

/** The first lines of a text, its differing words marked. */
function marked(
  text: string,
  words: readonly string[],
  { width, most }: { width: number; most: number },
) {
  const lines = wrap(neutralise(defang(text)), width);
  const short = lines.length > most ? [...lines.slice(0, most), '…'] : lines;
  return short.map((each) => markWords(each, words));
}

/** A line in which some words stand out. */
export function markWords(text: string, words: readonly string[]): Line {
  const parts = [...new Set(words.flatMap((word) => word.split(/\s+/)))].filter(Boolean);
  if (parts.length === 0) return line(text);
  const either = parts.map((part) => RegExp.escape(part)).join('|');
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${either})(?![\\p{L}\\p{N}])`, 'giu'));
  return pieces.flatMap((piece, at) => line(piece, at % 2 === 1 ? DIFFERS : {}));
}
