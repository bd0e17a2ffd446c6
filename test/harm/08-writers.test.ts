import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The files that may write fact-checks; all else goes through `src/tipline/gate`. */
const WRITERS = {
  'saveFactChecks(': [
    'src/tipline/fact-checks/import-fact-checks.ts',
    'src/tipline/fact-checks/save-fact-checks.ts',
    'src/store/mongo/cases.ts',
    'src/store/mongo/fact-checks.ts',
  ],
  'takeIn(': [
    'src/tipline/fact-checks/import-fact-checks.ts',
    'src/tipline/gate/apply-change.ts',
    'src/tipline/gate/submit-import.ts',
  ],
  'applyChange(': [
    'src/tipline/gate/apply-change.ts',
    'src/tipline/gate/decide-change.ts',
    'src/tipline/gate/submit-change.ts',
  ],
  'publishVerdict(': [
    'src/tipline/desk/decide.ts',
    'src/tipline/desk/publish-verdict.ts',
    'src/tipline/desk/second-person.ts',
  ],
  'settle(tipline': ['src/tipline/desk/attach-fact-check.ts', 'src/tipline/desk/second-person.ts'],
  'releaseVerdict(': ['src/tipline/desk/publish-verdict.ts', 'src/tipline/letters/announce.ts'],
  '.factChecks.save(': ['src/commands/open-store.ts'],
  'factChecks: [': [
    'src/tipline/desk/attach-fact-check.ts',
    'src/tipline/desk/publish-verdict.ts',
    'src/tipline/fact-checks/doubtful-wordings.ts',
    'src/tipline/fact-checks/learn-wordings.ts',
    'src/tipline/gate/apply-change.ts',
  ],
  'factChecks: await unlearn(': ['src/tipline/rights/erase-tips.ts'],
  'factChecks: changes.map': ['src/tipline/fact-checks/save-fact-checks.ts'],
} as const;

test.each(Object.entries(WRITERS))(
  'only the files that are known to may do: %s',
  (doing, files) => {
    const own = (path: string) =>
      path.startsWith('src/store/') || path === 'src/commands/voters.ts';
    const found = sources()
      .filter((path) => readFileSync(path, 'utf8').includes(doing))
      .filter((path) => !own(path) || files.some((each) => each === path))
      .filter((path) => doing !== 'factChecks: [' || !EMPTY.includes(path));
    expect(found.toSorted()).toEqual([...files].toSorted());
  },
);

/** They begin with an empty list of what was read and write nothing. */
const EMPTY = ['src/imports/create-gatherer.ts', 'src/imports/gather-source.ts'];

function sources(): string[] {
  const all = readdirSync('src', { recursive: true, encoding: 'utf8' });
  return all.filter((path) => path.endsWith('.ts')).map((path) => join('src', path));
}
