import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The files that may write fact-checks; all else goes through `submit-change.ts`. */
const WRITERS = {
  'saveFactChecks(': [
    'src/services/fact-checks/import-fact-checks.ts',
    'src/store/mongo/cases.ts',
    'src/store/mongo/fact-checks.ts',
  ],
  'importBatch(': [
    'src/services/fact-checks/import-fact-checks.ts',
    'src/services/fact-checks/apply-change.ts',
    'src/services/fact-checks/submit-import.ts',
  ],
  'applyChange(': [
    'src/services/fact-checks/apply-change.ts',
    'src/services/fact-checks/decide-change.ts',
    'src/services/fact-checks/submit-change.ts',
  ],
  'publishVerdict(': ['src/services/cases/decide-case.ts', 'src/services/cases/publish-verdict.ts'],
  'resolve(deps': ['src/services/cases/decide-case.ts'],
  'releaseVerdict(': [
    'src/services/cases/publish-verdict.ts',
    'src/services/messaging/announce.ts',
  ],
  '.factChecks.save(': ['src/app/open-store.ts'],
  'factChecks: [': [
    'src/services/fact-checks/archive-sources.ts',
    'src/services/cases/decide-case.ts',
    'src/services/cases/publish-verdict.ts',
    'src/services/fact-checks/doubtful-wordings.ts',
    'src/services/fact-checks/learn-wordings.ts',
    'src/services/fact-checks/apply-change.ts',
  ],
  'factChecks: await unlearn(': ['src/services/privacy/erase-tips.ts'],
  'factChecks: changes.map': ['src/services/fact-checks/import-fact-checks.ts'],
} as const;

test.each(Object.entries(WRITERS))(
  'only the files that are known to may do: %s',
  (doing, files) => {
    const own = (path: string) => path.startsWith('src/store/') || path === 'src/cli/voters.ts';
    const found = sources()
      .filter((path) => readFileSync(path, 'utf8').includes(doing))
      .filter((path) => !own(path) || files.some((each) => each === path))
      .filter((path) => doing !== 'factChecks: [' || !EMPTY.includes(path));
    expect(found.toSorted()).toEqual([...files].toSorted());
  },
);

/** They begin with an empty list of what was read and write nothing. */
const EMPTY = ['src/imports/create-source.ts', 'src/imports/read-source-batch.ts'];

function sources(): string[] {
  const all = readdirSync('src', { recursive: true, encoding: 'utf8' });
  return all.filter((path) => path.endsWith('.ts')).map((path) => join('src', path));
}
