import type { Flow, State, Target } from '../../../engine/flow.ts';
import { transitionsOf } from '../../../engine/targets.ts';
import { type Html, html } from '../../shared/html.ts';
import { showShare } from '../show-text.ts';
import type { FlowStats, StateStats } from './flow-stats.ts';

/** A wider row is broken into several. */
const WIDEST = 4;

/** What a drawing says; `nameOf` calls a state, another flow or the end by its name. */
export interface MapWords {
  title: string;
  nameOf(target: Target): string;
  entered(count: number): string;
  silent(count: number): string;
}

/** A flow as a drawing: what comes after what from top to bottom; questions have round ends, and what nobody walked is faint. */
export function flowMap(flow: Flow, stats: FlowStats, words: MapWords): Html {
  const rows = rowsOf(flow);
  const places = new Map<Target, Point>();
  const most = Math.max(...rows.map((row) => row.length));
  for (const [y, row] of rows.entries()) {
    const from = ((most - row.length) * BOX.across) / 2;
    for (const [x, name] of row.entries()) {
      places.set(name, { x: from + x * BOX.across + 14, y: y * BOX.down + 10 });
    }
  }
  const width = most * BOX.across + 44;
  const height = rows.length * BOX.down - BOX.down + BOX.height + 20;
  const { title } = words;
  const arrows = arrowsOf(flow, stats, places);
  const boxes = [...places].map(([name, place]) =>
    box({ name, state: flow.states.get(name), counted: stats.states.get(name) }, place, words),
  );
  return html`<div class="flow-map" tabindex="0" role="group" aria-label="${title}"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">
<defs><marker id="tip-${flow.name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip-head" d="M0 0L8 4L0 8z"/></marker></defs>
${arrows.map(({ path, id, count }) => html`<path class="way${count === 0 && ' unwalked'}" data-figure="way-${id}" d="${path}" marker-end="url(#tip-${flow.name})"/>`)}${boxes}${arrows.map(({ id, x, y, label }) => html`<text class="way-count" data-figure="label-${id}" x="${x}" y="${y}" text-anchor="middle">${label}</text>`)}</svg></div>`;
}

/** The states by how many steps they are from the start; what leads elsewhere stands below. */
function rowsOf(flow: Flow): Target[][] {
  const starts = [...new Set([flow.start, ...flow.intents.values()])];
  const seen = new Set<Target>(starts);
  const rows: Target[][] = [starts];
  const elsewhere = new Set<Target>();
  for (;;) {
    const next: Target[] = [];
    for (const name of rows.at(-1) ?? []) {
      const state = flow.states.get(name);
      for (const { target } of state ? transitionsOf(state) : []) {
        if (!flow.states.has(target)) elsewhere.add(target);
        else if (!seen.has(target)) {
          seen.add(target);
          next.push(target);
        }
      }
    }
    if (next.length === 0) break;
    rows.push(next);
  }
  const all = elsewhere.size > 0 ? [...rows, [...elsewhere]] : rows;
  return all.flatMap((row) =>
    Array.from({ length: Math.ceil(row.length / WIDEST) }, (_, at) =>
      row.slice(at * WIDEST, (at + 1) * WIDEST),
    ),
  );
}

interface Drawn {
  name: Target;
  state: State | undefined;
  counted: StateStats | undefined;
}

function box({ name, state, counted }: Drawn, { x, y }: Point, words: MapWords): Html {
  const isQuestion = state?.type === 'ask' || state?.type === 'offer';
  const kind = state === undefined ? 'elsewhere' : isQuestion ? 'question' : state.type;
  const isFaint = counted?.entered === 0;
  const middle = x + BOX.width / 2;
  return html`<g class="box ${kind}${isFaint && ' unwalked'}" data-figure="box-${name}"><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${isQuestion ? BOX.height / 2 : 7}"/><text x="${middle}" y="${y + (counted ? 24 : BOX.height / 2 + 5)}" text-anchor="middle">${words.nameOf(name)}</text>
${counted && html`<text class="box-count" data-figure="count-${name}" x="${middle}" y="${y + 43}" text-anchor="middle">${countOf(counted, words)}</text>`}</g>`;
}

function countOf({ entered, silent }: StateStats, words: MapWords): string {
  if (entered === 0 && silent === 0) return '–';
  const parts = [words.entered(entered), ...(silent > 0 ? [words.silent(silent)] : [])];
  return parts.join(' · ');
}

/** How large boxes are, and how far from one to the next. */
export const BOX = { width: 168, height: 56, across: 206, down: 132 };

/** The upper left corner of a box. */
export interface Point {
  x: number;
  y: number;
}

/** A line from one state to another, for all ways between them. */
export interface Arrow {
  id: string;
  path: string;
  count: number;
  /** How many went there, and what part of those who left; where nobody did, nothing. */
  label: string;
  x: number;
  y: number;
}

/** The lines of a drawing; what leads a state back to itself is not drawn. */
export function arrowsOf(flow: Flow, stats: FlowStats, places: ReadonlyMap<Target, Point>) {
  const drafts = [...flow.states].flatMap(([name, state]) =>
    [...Map.groupBy(transitionsOf(state), ({ target }) => target)].flatMap(([target, ways]) => {
      const [from, to] = [places.get(name), places.get(target)];
      if (!from || !to || name === target) return [];
      const { left = 0, ways: taken = [] } = stats.states.get(name) ?? {};
      const names = ways.map(({ by }) => by);
      const walked = taken.filter(({ by }) => names.includes(by));
      const count = walked.reduce((sum, way) => sum + way.count, 0);
      const label = count === 0 ? '' : `${count} · ${showShare(count / left)}`;
      return [{ id: `${name}-to-${target}`, count, label, curve: curveFrom(from, to) }];
    }),
  );
  return withLabels(drafts, [...places.values()]);
}

type Curve = readonly [Point, Point, Point, Point];

/** From below a box to above one that stands lower, the other way round, or in a bow under two of a row. */
function curveFrom(a: Point, b: Point): Curve {
  const [x1, x2] = [a.x + BOX.width / 2, b.x + BOX.width / 2];
  const isUp = b.y < a.y;
  const y1 = isUp ? a.y : a.y + BOX.height;
  const y2 = b.y > a.y ? b.y : b.y + BOX.height;
  const middle = a.y === b.y ? y1 + (BOX.down - BOX.height) / 1.6 : (y1 + y2) / 2;
  const aside = isUp ? BOX.width / 4 : 0; // a way back does not lie upon the way there
  const [from, to] = [x1 + aside, x2 + aside];
  return [
    { x: from, y: y1 },
    { x: from, y: middle },
    { x: to, y: middle },
    { x: to, y: y2 },
  ];
}

interface Draft extends Omit<Arrow, 'path' | 'x' | 'y'> {
  curve: Curve;
}

const LABEL = { width: 78, height: 17 };
const STEPS = 24;

/** Labels stand on their lines where they cover neither a box nor another label; short lines choose first. */
function withLabels(drafts: readonly Draft[], boxes: readonly Point[]): Arrow[] {
  const taken: Point[] = [];
  const lengthOf = ({ curve: [from, , , to] }: Draft) => Math.abs(to.y - from.y);
  return drafts
    .toSorted((a, b) => lengthOf(a) - lengthOf(b))
    .map(({ curve, ...arrow }) => {
      const spots = spotsOn(curve);
      const isFree = (spot: Point) =>
        !boxes.some((box) => coversBox(spot, box)) &&
        !taken.some(
          ({ x, y }) => Math.abs(spot.x - x) < LABEL.width && Math.abs(spot.y - y) < LABEL.height,
        );
      const spot = spots.find(isFree) ?? spots[0] ?? { x: 0, y: 0 };
      if (arrow.label !== '') taken.push(spot);
      const [a, b, c, d] = curve;
      const path = `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
      return { ...arrow, path, x: Math.round(spot.x), y: Math.round(spot.y) };
    });
}

/** Places on a curve, those near its beginning first, but not at its very end. */
function spotsOn(curve: Curve): Point[] {
  return Array.from({ length: STEPS - 3 }, (_, at) => (at + 2) / STEPS)
    .toSorted((a, b) => Math.abs(a - 0.4) - Math.abs(b - 0.4))
    .map((part) => pointAt(curve, part));
}

function pointAt([a, b, c, d]: Curve, part: number): Point {
  const rest = 1 - part;
  const [wa, wb, wc, wd] = [rest ** 3, 3 * rest ** 2 * part, 3 * rest * part ** 2, part ** 3];
  return {
    x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
    y: wa * a.y + wb * b.y + wc * c.y + wd * d.y + 5,
  };
}

function coversBox({ x, y }: Point, box: Point): boolean {
  const isBeside = x + LABEL.width / 2 < box.x || x - LABEL.width / 2 > box.x + BOX.width;
  return !isBeside && y > box.y - 2 && y - LABEL.height < box.y + BOX.height;
}
