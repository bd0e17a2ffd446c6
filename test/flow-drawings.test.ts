import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flowPage } from '../src/cli/flows.ts';
import { drawFlow } from '../src/engine/draw.ts';
import { transitionsOf } from '../src/engine/targets.ts';
import { loadScript } from './support/stage.ts';

const { flows } = loadScript();
const HOW = 'draw it anew with: npm run -s posko -- flows draw --out docs/flows';

test('there is one page for each flow and no other', () => {
  const wanted = [...flows.keys()].map((name) => `${name}.md`).sort();
  expect(readdirSync('docs/flows').sort(), HOW).toEqual(wanted);
});

test.each([...flows.keys()])('the page of %s shows the flow as it is', (name) => {
  const flow = flows.get(name);
  expect(flow).toBeDefined();
  expect(readFileSync(`docs/flows/${name}.md`, 'utf8'), HOW).toBe(flow && flowPage(flow));
});

test.each([...flows.values()].map((flow) => [flow.name, flow] as const))(
  'the drawing of %s has every state and every place it leads to',
  (_, flow) => {
    const drawing = drawFlow(flow);
    for (const [name, state] of flow.states) {
      expect(drawing).toContain(`"${name}`);
      for (const { target } of transitionsOf(state)) {
        if (!flow.states.has(target)) expect(drawing).toContain(`"${target}"`);
      }
    }
  },
);

test.each([...flows.values()].map((flow) => [flow.name, flow] as const))(
  'every arrow of %s joins two nodes that are drawn',
  (_, flow) => {
    const lines = drawFlow(flow).trim().split('\n').slice(1);
    const nodes = new Set(lines.map((line) => line.trim().match(/^\w+/)?.[0]));
    const arrows = lines.flatMap(
      (line) => line.match(/^ *\S.*-\.?-?>(?:\|.*\|)? (\w+)$/)?.[1] ?? [],
    );
    expect(arrows.length).toBeGreaterThan(0);
    expect(arrows.filter((node) => !nodes.has(node))).toEqual([]);
  },
);
