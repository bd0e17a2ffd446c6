import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './support/posko.ts';

const biome = resolve('node_modules/.bin/biome');
const rules = { ...JSON.parse(readFileSync('biome.json', 'utf8')), $schema: undefined, vcs: {} };

/** What the project's linter says of a text that stands in a file of the project. */
function lint(path: string, source: string): string {
  using folder = temporaryFolder();
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(folder.path, 'biome.json'), JSON.stringify(rules));
  writeFileSync(file, source);
  const run = spawnSync(biome, ['lint', '.'], { cwd: folder.path, encoding: 'utf8' });
  return run.stdout + run.stderr;
}

test.each([
  [
    'src/engine/planted.ts',
    "import { readFileSync } from 'node:fs';\nreadFileSync('x');",
    'Pure code imports',
  ],
  ['src/matching/planted.ts', "import natural from 'natural';\nnatural;", 'Pure code imports'],
  ['src/review/planted.ts', "import { say } from '../words/say.ts';\nsay;", 'Pure code imports'],
  ['src/record/planted.ts', "import { x } from '../tipline/x.ts';\nx;", 'Pure code imports'],
  ['src/triage/planted.ts', "import { x } from '../tipline/x.ts';\nx;", 'Triage imports matching'],
  ['src/reach/planted.ts', "import { x } from '../tipline/x.ts';\nx;", 'Reach imports review'],
  ['src/reach/planted.ts', 'export const now = Date.now();', 'Take the time as an argument'],
  ['src/words/planted.ts', 'export const now = Date.now();', 'Take the time as an argument'],
  ['src/engine/planted.ts', 'export const home = process.env.HOME;', 'Take it from Config'],
  ['src/tipline/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'never adapters'],
  [
    'src/store/planted.ts',
    "import { x } from '../channels/simulator/mime.ts';\nx;",
    'Adapters never meet',
  ],
  ['src/channels/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  [
    'src/tipline/planted.ts',
    "import { x } from '../embedder/load-embedder.ts';\nx;",
    'never adapters',
  ],
  ['src/embedder/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  ['src/jobs/planted.ts', "import { x } from '../console/x.ts';\nx;", 'Adapters never meet'],
  ['src/metrics/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  ['src/tipline/planted.ts', "import { x } from '../metrics/gauges.ts';\nx;", 'never adapters'],
  ['src/secrets/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  ['src/store/planted.ts', "import { x } from '../secrets/totp.ts';\nx;", 'Adapters never meet'],
  ['src/tipline/planted.ts', "import { x } from '../secrets/totp.ts';\nx;", 'never adapters'],
  ['src/console/planted.ts', "import { x } from '../jobs/x.ts';\nx;", 'Adapters never meet'],
  ['src/imports/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  ['src/media/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  [
    'src/matching/sounds/planted.ts',
    "import { x } from '../../media/run-bounded.ts';\nx;",
    'Pure code imports',
  ],
  [
    'src/console/planted.ts',
    "import { x } from '../imports/to-row.ts';\nx;",
    'Adapters never meet',
  ],
  ['src/cards/planted.ts', "import { x } from '../console/html.ts';\nx;", 'Adapters never meet'],
  ['src/console/planted.ts', "import { x } from '../cards/x.ts';\nx;", 'Adapters never meet'],
  ['src/tipline/planted.ts', "import { x } from '../cards/x.ts';\nx;", 'never adapters'],
  ['src/media/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  [
    'src/channels/planted.ts',
    "import { x } from '../media/pictures/decode-picture.ts';\nx;",
    'Adapters never meet',
  ],
  [
    'src/tipline/planted.ts',
    "import { x } from '../media/pictures/decode-picture.ts';\nx;",
    'never adapters',
  ],
  ['src/alarms/planted.ts', "import { x } from '../imports/to-row.ts';\nx;", 'Adapters never meet'],
  ['src/console/planted.ts', "import { x } from '../alarms/mail.ts';\nx;", 'Adapters never meet'],
  ['src/tipline/planted.ts', "import { x } from '../alarms/mail.ts';\nx;", 'never adapters'],
  ['src/webhooks/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'Adapters never meet'],
  ['src/console/planted.ts', "import { x } from '../webhooks/x.ts';\nx;", 'Adapters never meet'],
  ['src/tipline/planted.ts', "import { x } from '../net/x.ts';\nx;", 'never adapters'],
  ['src/net/planted.ts', "import { x } from '../store/seal.ts';\nx;", 'knows nothing else'],
  ['src/planted.ts', 'export default 1;', 'noDefaultExport'],
  ['src/planted.ts', 'export function f(x: any) { console.log(x); }', 'noExplicitAny'],
])('%s is not allowed: %s', (path, source, complaint) => {
  expect(lint(path, source)).toContain(complaint);
});

test('allowed imports pass', () => {
  const source = "import { z } from 'zod';\n\nexport const name = z.string();\n";
  expect(lint('src/engine/planted.ts', source)).toContain('No fixes applied');
});
