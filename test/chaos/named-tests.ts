import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment, Setting } from './experiment.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Trouble that tests of their own make already; here they are named, and run where there is time. */
export const namedTests: readonly Experiment[] = [
  named('R7', 'anything as input', [
    'test/channels/cloud-api/routes.test.ts',
    'test/channels/baileys/read-upsert.test.ts',
    'test/services/clean-text.test.ts',
    'test/engine/step-random.test.ts',
    'test/i18n/choose.test.ts',
    'test/domain/mask.test.ts',
    'test/cli/open-log.test.ts',
  ]),
  named('R12', 'harmful files and addresses', [
    'test/channels/cloud-api/fetch-file.test.ts',
    'test/channels/baileys/files.test.ts',
    'test/services/fetch-files.test.ts',
    'test/domain/links.test.ts',
  ]),
  named('R13', 'WhatsApp refuses, hangs and closes', [
    'test/channels/cloud-api/cloud-api.test.ts',
    'test/channels/cloud-api/whole-tipline.test.ts',
    'test/channels/pacer.test.ts',
  ]),
];

function named(id: string, title: string, files: readonly string[]): Experiment {
  return { id, title, run: (setting) => run(setting, files) };
}

async function run({ isSmall }: Setting, files: readonly string[]) {
  const missing = files.filter((file) => !existsSync(join(ROOT, file))).length;
  const failed = isSmall ? 0 : await vitest(files);
  const names = files.map((file) => file.replace(/^test\/|\.test\.ts$/g, '')).join(', ');
  return {
    did: `${isSmall ? 'named only' : 'run'}: ${names}`,
    messages: 0,
    lost: 0,
    misordered: 0,
    repeats: 0,
    marks: [
      { what: 'test files that are missing', value: missing, most: 0 },
      { what: 'runs that failed', value: failed, most: 0 },
    ],
  };
}

async function vitest(files: readonly string[]): Promise<number> {
  const program = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [program, 'run', ...files], { cwd: ROOT, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code === 0 ? 0 : 1;
}
