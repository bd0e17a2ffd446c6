import { hasRowOfLetters, type StrokeWindow } from './has-row-of-letters.ts';
import { type Raster, shrink } from './raster.ts';

/** Whether a picture may hold writing: some rows have close strokes of one brightness, some of them in a row as letters are. */
export function mayHoldText(raster: Raster): boolean {
  for (let longest = LONGEST; longest >= SHORTEST; longest /= 2) {
    const shrunk = shrink(raster, longest);
    if (findWindows(shrunk).some((window) => hasRowOfLetters(shrunk, window))) return true;
  }
  return false;
}

/** Longest side in pixels: letters from 12 pixels on are found in the largest, headlines in a smaller. */
const LONGEST = 1024;
const SHORTEST = 128;
/** A stretch of rows, and of columns; a window is two of those wide. */
const ROWS = 6;
const COLUMNS = 80;
/** Least difference of an edge, and the widest stroke between two of them. */
const EDGE = 44;
const WIDEST = 14;
/** Strokes per row of a window that are many, and the tones in which they are counted. */
const MANY = 8;
const TONES = 16;
/** Chosen on 470 photos with and without text; see docs/media.md. */
const ENOUGH = 0.3;
/** How many windows of a picture are looked at for letters. */
const MOST = 40;

/** Strokes of dark and of light letters by tone, for each stretch. */
type Strokes = ReturnType<typeof countStrokes>;

/** The windows with the most even strokes in two stretches of rows, the best of them first. */
function findWindows(raster: Raster): StrokeWindow[] {
  const strokes = countStrokes(raster);
  const { across, down } = strokes;
  const best = new Map<string, StrokeWindow & { evenness: number }>();
  for (let column = 0; column + 1 < across; column++) {
    for (const kind of [0, 1] as const) {
      let above = 0;
      for (let row = 0; row < down; row++) {
        const { tone, evenness: here } = rate(strokes, row * across + column, kind);
        const evenness = Math.min(above, here);
        above = here;
        const [x0, y0] = [column * COLUMNS, (row - 1) * ROWS];
        const place = [column >> 1, row >> 2, kind, tone].join();
        if (evenness < ENOUGH || evenness <= (best.get(place)?.evenness ?? 0)) continue;
        const ends = { x1: x0 + 2 * COLUMNS, y1: y0 + 2 * ROWS };
        const limit = (kind === 0 ? tone + 1 : tone - 1) * (256 / TONES);
        best.set(place, { x0, y0, ...ends, isDark: kind === 0, limit, evenness });
      }
    }
  }
  return [...best.values()].sort((a, b) => b.evenness - a.evenness).slice(0, MOST);
}

/** Rates a window, 0 to 1: strokes of letters are many, and nearly all of two adjacent tones, the later of which is told. */
function rate({ counts }: Strokes, stretch: number, kind: 0 | 1) {
  const of = (tone: number) =>
    (counts[(stretch * 2 + kind) * TONES + tone] ?? 0) +
    (counts[(stretch * 2 + 2 + kind) * TONES + tone] ?? 0);
  let [all, most, before, tone] = [0, 0, 0, 0];
  for (let at = 0; at < TONES; at++) {
    const here = of(at);
    all += here;
    if (before + here > most) [most, tone] = [before + here, at];
    before = here;
  }
  const enough = Math.min(1, all / (MANY * ROWS));
  return { tone, evenness: all < (MANY * ROWS) / 2 ? 0 : (most / all) * enough };
}

function countStrokes({ width, height, pixels }: Raster) {
  const [across, down] = [Math.ceil(width / COLUMNS) + 1, Math.floor(height / ROWS)];
  const counts = new Uint16Array(across * down * 2 * TONES);
  for (let y = 0; y < down * ROWS; y++) {
    const start = Math.floor(y / ROWS) * across;
    findStrokes(pixels.subarray(y * width, (y + 1) * width), (x, kind, tone) => {
      const stretch = start + Math.floor(x / COLUMNS);
      const at = (stretch * 2 + kind) * TONES + Math.floor((tone * TONES) / 256);
      counts[at] = (counts[at] ?? 0) + 1;
    });
  }
  return { across, down, counts };
}

/** Finds dark strokes (0), from an edge down to one up, and light ones (1), each with its inner tone. */
function findStrokes(line: Uint8Array, found: (x: number, kind: 0 | 1, tone: number) => void) {
  const last: [up: number, down: number] = [-WIDEST, -WIDEST];
  for (let x = 2; x < line.length; x++) {
    const jump = (line[x] ?? 0) - (line[x - 2] ?? 0);
    if (Math.abs(jump) < EDGE) continue;
    const [kind, other] = jump > 0 ? ([0, 1] as const) : ([1, 0] as const);
    const width = x - last[other];
    if (width >= 2 && width <= WIDEST) {
      found(x, kind, innerTone(line.subarray(last[other] - 1, x - 1), kind));
      last[other] = -WIDEST;
    }
    last[kind] = x;
  }
}

function innerTone(stroke: Uint8Array, kind: 0 | 1): number {
  let tone = stroke[0] ?? 0;
  for (const each of stroke) if (kind === 0 ? each < tone : each > tone) tone = each;
  return tone;
}
