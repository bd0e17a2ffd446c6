import { expect, test } from 'vitest';
import safetyFlows from '../../src/services/responses/safety-flows.json' with { type: 'json' };
import { loadScript } from '../support/stage.ts';

test('what always goes out belongs to flows that there are', () => {
  const { flows } = loadScript();
  expect(Object.keys(safetyFlows).filter((name) => !flows.has(name))).toEqual([]);
});
