import { defang } from '../domain/text/links.ts';
import type { DeskState } from './desk-state.ts';
import type { Size } from './line.ts';
import { blank, bold, dim, type Line, line, paragraph } from './line.ts';
import { verdictWord } from './text.ts';

/** The fact-checks that were found, and the one under the cursor in full. */
export function drawSearch({ search, words }: DeskState, { columns, rows }: Size): Line[] {
  const { found, at } = search;
  const chosen = found[at]?.factCheck;
  if (!chosen) return [blank, line(`  ${words.noFound}`, dim)];
  const list = found
    .slice(0, Math.max(2, Math.floor(rows / 2)))
    .map(
      ({ factCheck, score }, n): Line => [
        ...line(n === at ? '▸ ' : '  ', bold),
        ...line(`${Math.round(score * 100)} %`.padStart(5), dim),
        ...line(
          ` ${verdictWord(words, factCheck.verdict)}: ${factCheck.title}`,
          n === at ? bold : {},
        ),
      ],
    );
  const about = [chosen.org, chosen.publishedAt, defang(chosen.url ?? ''), chosen.id];
  return [
    ...list,
    blank,
    ...paragraph(chosen.title, columns, { style: bold }),
    line(about.filter(Boolean).join(' · '), dim),
    ...(chosen.claim ? paragraph(`“${defang(chosen.claim)}”`, columns) : []),
    ...paragraph(defang(chosen.summary ?? chosen.explanation ?? ''), columns),
  ];
}
