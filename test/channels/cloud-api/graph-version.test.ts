import { expect, test } from 'vitest';
import graph from '../../../src/channels/cloud-api/graph-version.json' with { type: 'json' };
import { cloudApiVariables } from '../../../src/channels/cloud-api/settings.ts';

const HALF_A_YEAR = 182 * 86_400_000;

test('the version of the Graph API lives for at least another half a year', () => {
  const left = Date.parse(graph.until) - Date.now();
  expect(left, `${graph.version} ends: look at ${graph.source}, and move on`).toBeGreaterThan(
    HALF_A_YEAR,
  );
});

test('it is the one that is asked where an operator names none', () => {
  expect(cloudApiVariables.POSKO_CLOUD_URL.parse(undefined)).toMatch(
    new RegExp(`^https://graph\\.facebook\\.com/${graph.version.replace('.', '\\.')}$`),
  );
});
