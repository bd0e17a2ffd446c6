import type { CurvePoint } from './curve.ts';

/** Precision against recall, and the wrong answers that each share of answered headlines costs. */
export function drawCurve(points: readonly CurvePoint[], answerAt: number): string {
  const chosen = points.filter(({ at }) => at <= answerAt).at(-1);
  const spoken = points
    .filter(({ at }) => Math.round(at * 100) % 10 === 0)
    .map(({ at, headlines, lookAlikes, news }) => {
      return `from ${at}: headlines answered ${percent(headlines.recall)}, look-alikes ${percent(lookAlikes)}, news ${percent(news)}`;
    });
  const marks = points.filter((point) => point === chosen);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13">
  <title id="title">What each answering threshold gives and costs</title>
  <desc id="desc">On fact-checks left out of the fit; ${spoken.join('; ')}.</desc>
  <rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${drawFrame(RIGHTNESS)}
${drawGoal(RIGHTNESS, { x: 0.75 }, 'headlines .75')}
${drawGoal(RIGHTNESS, { x: 0.95 }, 'forwards .95')}
${drawGoal(RIGHTNESS, { y: 0.995 }, 'forwards .995')}
${drawGoal(RIGHTNESS, { y: 0.98 }, 'all answers .98')}
${drawLine(RIGHTNESS, points.map(toHeadlines), { colour: BLUE, name: 'headlines' })}
${drawLine(RIGHTNESS, points.map(toForwards), { colour: ORANGE, name: 'forwards', dash: '7 3' })}
${marks.map((point) => drawMark(RIGHTNESS, toHeadlines(point), `from ${point.at}`)).join('\n')}
${drawFrame(COST)}
${drawGoal(COST, { x: 0.75 }, 'headlines .75')}
${drawGoal(COST, { y: 0.02 }, 'look-alikes .02')}
${drawGoal(COST, { y: 0.01 }, 'news .01')}
${drawLine(COST, points.map(toLookAlikes), { colour: BLUE, name: 'look-alikes' })}
${drawLine(COST, points.map(toNews), { colour: ORANGE, name: 'news', dash: '7 3' })}
${marks.map((point) => drawMark(COST, toLookAlikes(point), `from ${point.at}`)).join('\n')}
</svg>
`;
}

type Spot = readonly [x: number, y: number];

interface Panel {
  left: number;
  title: string;
  across: string;
  up: string;
  /** What is shown, from and to. */
  x: Spot;
  y: Spot;
  xStep: number;
  yStep: number;
  /** Where the names of the lines stand. */
  names: number;
}

const WIDTH = 960;
const HEIGHT = 440;
const TOP = 56;
const SIDE = 330;
const BLUE = '#0b5394';
const ORANGE = '#b45309';
const RIGHTNESS: Panel = {
  left: 72,
  title: 'Right among all answers',
  across: 'share answered right',
  up: 'share of answers that are right',
  x: [0.4, 1],
  y: [0.8, 1],
  xStep: 0.1,
  yStep: 0.05,
  names: TOP + 280,
};
const COST: Panel = {
  left: 552,
  title: 'Wrong answers',
  across: 'share of headlines answered right',
  up: 'share answered though another claim',
  x: [0.4, 0.85],
  y: [0, 0.12],
  xStep: 0.1,
  yStep: 0.02,
  names: TOP + 28,
};

const toHeadlines = ({ headlines }: CurvePoint): Spot => [headlines.recall, headlines.precision];
const toForwards = ({ forwards }: CurvePoint): Spot => [forwards.recall, forwards.precision];
const toLookAlikes = ({ headlines, lookAlikes }: CurvePoint): Spot => [
  headlines.recall,
  lookAlikes,
];
const toNews = ({ headlines, news }: CurvePoint): Spot => [headlines.recall, news];

function x({ left, x: [from, to] }: Panel, value: number): number {
  return Math.round(left + ((value - from) / (to - from)) * SIDE);
}

function y({ y: [from, to] }: Panel, value: number): number {
  return Math.round(TOP + ((to - value) / (to - from)) * SIDE);
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function drawFrame(panel: Panel): string {
  const middle = TOP + SIDE / 2;
  const right = panel.left + SIDE;
  const down = ticks(panel.x, panel.xStep).map((at) => {
    const place = x(panel, at);
    return `  <line x1="${place}" y1="${TOP}" x2="${place}" y2="${TOP + SIDE}" stroke="#e5e5e5"/><text x="${place}" y="${TOP + SIDE + 18}" text-anchor="middle" fill="#1a1a1a">${percent(at)}</text>`;
  });
  const along = ticks(panel.y, panel.yStep).map((at) => {
    const place = y(panel, at);
    return `  <line x1="${panel.left}" y1="${place}" x2="${right}" y2="${place}" stroke="#e5e5e5"/><text x="${panel.left - 8}" y="${place + 4}" text-anchor="end" fill="#1a1a1a">${percent(at)}</text>`;
  });
  return `  <text x="${panel.left}" y="28" font-size="15" font-weight="bold" fill="#1a1a1a">${panel.title}</text>
${[...down, ...along].join('\n')}
  <text x="${panel.left + SIDE / 2}" y="${HEIGHT - 12}" text-anchor="middle" fill="#1a1a1a">${panel.across}</text>
  <text transform="translate(${panel.left - 54} ${middle}) rotate(-90)" text-anchor="middle" fill="#1a1a1a">${panel.up}</text>`;
}

function ticks([from, to]: Spot, step: number): number[] {
  return Array.from(
    { length: Math.floor((to - from) / step + 1.001) },
    (_, at) => from + at * step,
  );
}

/** A goal as a dotted line across the panel. */
function drawGoal(panel: Panel, goal: { x: number } | { y: number }, name: string): string {
  const stroke = 'stroke="#595959" stroke-dasharray="2 4"';
  if ('x' in goal) {
    const place = x(panel, goal.x);
    return `  <line x1="${place}" y1="${TOP}" x2="${place}" y2="${TOP + SIDE}" ${stroke}/><text x="${place}" y="${TOP - 8}" text-anchor="middle" font-size="12" fill="#595959">${name}</text>`;
  }
  const place = y(panel, goal.y);
  return `  <line x1="${panel.left}" y1="${place}" x2="${panel.left + SIDE}" y2="${place}" ${stroke}/><text x="${panel.left + 4}" y="${place - 3}" font-size="12" fill="#595959">${name}</text>`;
}

interface Stroke {
  colour: string;
  name: string;
  dash?: string;
}

/** A line through all thresholds; the second of two is dashed. */
function drawLine(panel: Panel, spots: readonly Spot[], { colour, name, dash }: Stroke): string {
  const inside = spots.filter(([across, up]) => isInside(panel.x, across) && isInside(panel.y, up));
  const places = [...new Set(inside.map(([across, up]) => `${x(panel, across)},${y(panel, up)}`))];
  const stroke = `fill="none" stroke="${colour}" stroke-width="2.5"${dash ? ` stroke-dasharray="${dash}"` : ''}`;
  const height = panel.names + (dash ? 22 : 0);
  return `  <polyline points="${places.join(' ')}" ${stroke}/><path d="M${panel.left + 12} ${height}h30" ${stroke}/><text x="${panel.left + 50}" y="${height + 4}" fill="${colour}">${name}</text>`;
}

function isInside([from, to]: Spot, value: number): boolean {
  return value >= from && value <= to;
}

function drawMark(panel: Panel, [across, up]: Spot, name: string): string {
  return `  <circle cx="${x(panel, across)}" cy="${y(panel, up)}" r="5" fill="${BLUE}"/><text x="${x(panel, across)}" y="${y(panel, up) - 10}" text-anchor="end" fill="#1a1a1a" stroke="#ffffff" stroke-width="4" paint-order="stroke">${name}</text>`;
}
