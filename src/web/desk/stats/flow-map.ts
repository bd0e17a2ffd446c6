import type { Flow, State, Target } from '../../../engine/flow.ts';
import { transitionsOf } from '../../../engine/targets.ts';
import { type Html, html } from '../../shared/html.ts';
import { arrowsOf, BOX, type Point } from './flow-arrows.ts';
import type { FlowStats, StateStats } from './flow-stats.ts';

/** A wider row is broken into several. */
const WIDEST = 4;

/** What a drawing says besides names. */
export interface MapWords {
  title: string;
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
  return html`<g class="box ${kind}${isFaint && ' unwalked'}" data-figure="box-${name}"><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${isQuestion ? BOX.height / 2 : 7}"/><text x="${middle}" y="${y + (counted ? 24 : BOX.height / 2 + 5)}" text-anchor="middle">${name}</text>
${counted && html`<text class="box-count" data-figure="count-${name}" x="${middle}" y="${y + 43}" text-anchor="middle">${countOf(counted, words)}</text>`}</g>`;
}

function countOf({ entered, silent }: StateStats, words: MapWords): string {
  if (entered === 0 && silent === 0) return '–';
  const parts = [words.entered(entered), ...(silent > 0 ? [words.silent(silent)] : [])];
  return parts.join(' · ');
}
