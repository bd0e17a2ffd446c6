import { expect, test } from 'vitest';
import {
  isInLibrary,
  type LibraryFilter,
  readLibraryFilter,
} from '../../src/services/fact-checks/library-filter.ts';
import type { Listed } from '../../src/services/fact-checks/public-list.ts';

const TODAY = '2026-11-24';

/** Published on the 20th, current until the 23rd. */
const LISTED = {
  ...{ id: 'f', slug: 'f', title: 'Toko buka', verdict: 'salah', topic: 'pemilu', org: 'Posko' },
  ...{ url: 'https://a.example/1', citations: [], publishedAt: '2026-11-20' },
  ...{ expiresAt: '2026-11-23', changedAt: Date.parse('2026-11-24T00:30:00+07:00'), version: 1 },
} as unknown as Listed; // all that a filter looks at

test.for<[filter: LibraryFilter, changes: Partial<Listed>, isShown: boolean]>([
  [{}, {}, true],
  [{ verdict: 'salah', topic: 'pemilu', org: 'Posko' }, {}, true],
  [{ verdict: 'benar' }, {}, false],
  [{ topic: 'bank' }, {}, false],
  [{ org: 'Bawaslu' }, {}, false],
  [{ from: '2026-11-20', until: '2026-11-20' }, {}, true],
  [{ from: '2026-11-21' }, {}, false],
  [{ until: '2026-11-19' }, {}, false],
  [{ from: '2026-11-24', until: '2026-11-24' }, { publishedAt: undefined }, true],
  [{ until: '2026-11-23' }, { publishedAt: undefined }, false],
  [{ lacks: 'source' }, {}, false],
  [{ lacks: 'source' }, { url: undefined }, true],
  [{ lacks: 'source' }, { url: undefined, citations: [{ url: 'https://a.example/2' }] }, false],
  [{ lacks: 'currency' }, {}, true],
  [{ lacks: 'currency' }, { expiresAt: TODAY }, false],
  [{ lacks: 'currency' }, { expiresAt: undefined }, false],
])('a filter of %j on a fact-check with %j shows it: %s', ([filter, changes, isShown]) => {
  expect(isInLibrary({ ...LISTED, ...changes }, filter, TODAY)).toBe(isShown);
});

test('what no filter can mean is not asked for', () => {
  const asked = { verdict: 'entah', from: '2026-02-30', until: '2026-03-01', lacks: '', sort: 'x' };
  const read = readLibraryFilter((name) => new Map(Object.entries(asked)).get(name) ?? '');
  expect(read).toEqual({ until: '2026-03-01' });
});
