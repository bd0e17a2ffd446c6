import type { SeenLine, SeenWord } from '../../matching/screenshot/seen.ts';

/** Reads the lines of Tesseract's table, in its reading order. */
export function readTsv(tsv: string): SeenLine[] {
  const lines = new Map<string, SeenWord[]>();
  for (const row of tsv.split('\n').slice(0, MOST_ROWS)) {
    const [level, , block, paragraph, line, , left, top, width, height, confidence, text] =
      row.split('\t');
    if (level !== WORD || text === undefined || text.trim() === '') continue;
    const [x0, y0] = [Number(left), Number(top)];
    const box = { x0, y0, x1: x0 + Number(width), y1: y0 + Number(height) };
    const word = { text: text.trim(), confidence: toShare(Number(confidence)), box };
    const key = `${block} ${paragraph} ${line}`;
    const known = lines.get(key);
    if (known) known.push(word);
    else lines.set(key, [word]);
  }
  return [...lines.values()].map((words) => ({ words }));
}

/** Returns the overall confidence, 0 to 1, with more weight for long words; 0 without words. */
export function confidenceOf(lines: readonly SeenLine[]): number {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of lines.flatMap(({ words }) => words)) {
    letters += text.length;
    sum += text.length * confidence;
  }
  return letters === 0 ? 0 : sum / letters;
}

const WORD = '5';
const MOST_ROWS = 10_000;

function toShare(percent: number): number {
  return Math.min(1, Math.max(0, percent / 100));
}
