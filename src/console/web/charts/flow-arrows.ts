import type { Flow, Target } from '../../../engine/flow.ts';
import { waysOn } from '../../../engine/targets.ts';
import type { FlowFigures } from '../flow-figures.ts';
import { showShare } from '../show-share.ts';

/** How large boxes are, and how far from one to the next. */
export const BOX = { width: 168, height: 56, across: 206, down: 132 };

/** The upper left corner of a box. */
export interface Place {
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
  /** Where the label would stand if it were alone. */
  x: number;
  y: number;
}

/** The lines of a drawing; what leads a state back to itself is not drawn. */
export function arrowsOf(
  flow: Flow,
  figures: FlowFigures,
  places: ReadonlyMap<Target, Place>,
): Arrow[] {
  return [...flow.states].flatMap(([name, state]) =>
    [...Map.groupBy(waysOn(state), ({ target }) => target)].flatMap(([target, ways]) => {
      const [from, to] = [places.get(name), places.get(target)];
      if (!from || !to || name === target) return [];
      const { left = 0, ways: taken = [] } = figures.states.get(name) ?? {};
      const names = ways.map(({ by }) => by);
      const count = taken
        .filter(({ by }) => names.includes(by))
        .reduce((sum, way) => sum + way.count, 0);
      const label = count === 0 ? '' : `${count} · ${showShare(count / left)}`;
      return [{ id: `${name}-to-${target}`, count, label, ...line(from, to) }];
    }),
  );
}

/** Down from box to box; back up in a bow at the side. */
function line(a: Place, b: Place): { path: string; x: number; y: number } {
  const [x1, x2] = [a.x + BOX.width / 2, b.x + BOX.width / 2];
  if (b.y > a.y) {
    const [y1, y2] = [a.y + BOX.height, b.y];
    const middle = (y1 + y2) / 2;
    const path = `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
    return { path, x: (x1 + x2) / 2, y: middle + 5 };
  }
  const [y1, y2] = [a.y + BOX.height / 2, b.y + BOX.height / 2];
  const bow = Math.max(a.x, b.x) + BOX.width + 24;
  const path = `M${a.x + BOX.width} ${y1}C${bow} ${y1} ${bow} ${y2} ${b.x + BOX.width} ${y2}`;
  return { path, x: bow - 12, y: (y1 + y2) / 2 + 5 };
}

const LABEL = { width: 74, height: 17 };

/** The labels, each moved down until it covers no other. */
export function placeLabels(arrows: readonly Arrow[]): Arrow[] {
  const placed: Arrow[] = [];
  for (const arrow of arrows) {
    let { y } = arrow;
    const covers = (other: Arrow) =>
      Math.abs(other.x - arrow.x) < LABEL.width && Math.abs(other.y - y) < LABEL.height;
    while (placed.some(covers)) y += LABEL.height;
    placed.push({ ...arrow, y });
  }
  return placed;
}
