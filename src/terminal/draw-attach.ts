import { defang } from '../domain/text/links.ts';
import { SURE } from '../services/cases/compare-fact-check.ts';
import type { DeskState } from './desk-state.ts';
import { drawNear } from './draw-near.ts';
import { blank, bold, type Line, line, paragraph } from './line.ts';
import { verdictWord } from './text.ts';

/** Draws a case and a fact-check that may resolve it, side by side, with the comparison. */
export function drawAttach({ open, words }: DeskState, columns: number): Line[] {
  if (!open?.compared) return [line(words.ask.comparing)];
  const { compared, view } = open;
  const { factCheck, score, differences, support, isUnlike } = compared;
  const { title, claim, org, publishedAt, url, summary, verdict } = factCheck;
  const source = [org, publishedAt, url && defang(url)].filter(Boolean).join(' · ');
  const pair = {
    key: ' ',
    name: 'factCheck' as const,
    title: `${verdictWord(words, verdict)}: ${title}`,
    source,
    ours: view.case.claim,
    theirs: claim ?? title,
  };
  const say = words.desk.attach;
  const percent = Math.round(score * 100);
  const isInWords = support?.some(({ type }) => type === 'words') ?? true;
  const told = isUnlike
    ? say.low(percent)
    : differences.length > 0
      ? words.ask.differing
      : !isInWords
        ? say.notInWords
        : score >= SURE
          ? words.desk.case.same
          : say.noneFound(percent);
  return [
    line(say.title, bold),
    ...drawNear(pair, compared, { words, columns }),
    ...(summary ? paragraph(defang(summary), columns, { indent: '    ' }) : []),
    blank,
    ...paragraph(told, columns, { indent: '  ', style: isUnlike ? { color: 'red' } : bold }),
  ];
}
