import type { Flow, State, Target } from '../../../engine/flow.ts';
import { waysOn } from '../../../engine/targets.ts';
import { type Html, html, type Part } from '../../html.ts';

const BOX = { width: 168, height: 46, across: 196, down: 92 };

/** A wider row is broken into several. */
const WIDEST = 4;

interface Place {
  x: number;
  y: number;
}

/** A flow as a drawing: what comes after what from top to bottom; questions have round ends. */
export function flowMap(flow: Flow, title: string): Html {
  const rows = rowsOf(flow);
  const places = new Map<Target, Place>();
  const most = Math.max(...rows.map((row) => row.length));
  for (const [y, row] of rows.entries()) {
    const from = ((most - row.length) * BOX.across) / 2;
    for (const [x, name] of row.entries()) {
      places.set(name, { x: from + x * BOX.across + 14, y: y * BOX.down + 10 });
    }
  }
  const width = most * BOX.across + 14;
  const height = rows.length * BOX.down;
  const arrows = [...flow.states].flatMap(([name, state]) =>
    [...new Set(waysOn(state).map(({ target }) => target))].map((target) =>
      arrow(places, name, target),
    ),
  );
  const boxes = [...places].map(([name, place]) => box(name, flow.states.get(name), place));
  return html`<div class="flow-map" tabindex="0" role="group" aria-label="${title}"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">
<defs><marker id="tip-${flow.name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip-head" d="M0 0L8 4L0 8z"/></marker></defs>
<g marker-end="none">${arrows.map((path) => path && html`<path class="way" d="${path}" marker-end="url(#tip-${flow.name})"/>`)}</g>${boxes}</svg></div>`;
}

/** The states by how many steps they are from the start; what leads elsewhere stands below. */
function rowsOf(flow: Flow): Target[][] {
  const seen = new Set<Target>([flow.start]);
  const rows: Target[][] = [[flow.start]];
  const elsewhere = new Set<Target>();
  for (;;) {
    const next: Target[] = [];
    for (const name of rows.at(-1) ?? []) {
      const state = flow.states.get(name);
      for (const { target } of state ? waysOn(state) : []) {
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

function box(name: Target, state: State | undefined, { x, y }: Place): Html {
  const isQuestion = state?.type === 'ask' || state?.type === 'offer';
  const kind = state === undefined ? 'elsewhere' : isQuestion ? 'question' : state.type;
  return html`<g class="box ${kind}"><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${isQuestion ? BOX.height / 2 : 7}"/><text x="${x + BOX.width / 2}" y="${y + BOX.height / 2 + 5}" text-anchor="middle">${name}</text></g>`;
}

/** Down from box to box; back up in a bow at the side. */
function arrow(places: ReadonlyMap<Target, Place>, from: Target, to: Target): Part {
  const [a, b] = [places.get(from), places.get(to)];
  if (!a || !b || from === to) return undefined;
  const [x1, x2] = [a.x + BOX.width / 2, b.x + BOX.width / 2];
  if (b.y > a.y) {
    const [y1, y2] = [a.y + BOX.height, b.y];
    const middle = (y1 + y2) / 2;
    return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
  }
  const [y1, y2] = [a.y + BOX.height / 2, b.y + BOX.height / 2];
  const bow = Math.max(a.x, b.x) + BOX.width + 24;
  return `M${a.x + BOX.width} ${y1}C${bow} ${y1} ${bow} ${y2} ${b.x + BOX.width} ${y2}`;
}
