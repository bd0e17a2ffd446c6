import { FakeGraph } from '../fake-graph/fake-graph.ts';

// The Graph API of several numbers, in a process of its own; every citizen of the bench has just written to each.
const [numbers = '8', citizens = '1000'] = process.argv.slice(2);
const names = Array.from({ length: Number(citizens) }, (_, n) => `${62_812_000_000_000 + n}`);
const graphs = await Promise.all(
  Array.from({ length: Number(numbers) }, async (_, n) => {
    const graph = await FakeGraph.start({ numberId: `${100_000_000_000_001 + n}` });
    graph.tellsStatuses = false;
    graph.heard(...names);
    return graph;
  }),
);
process.send?.(graphs.map(({ url, token, numberId }) => ({ baseUrl: url, token, numberId })));
process.once('disconnect', () => process.exit(0));
