import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import problems from './folder-problems.json' with { type: 'json' };

/** Makes the data folder where it is missing; throws what to do where Posko cannot write there. */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Error(
      `the data folder ${folder} ${REASONS.get(code) ?? `cannot be used (${code})`}; ` +
        'set POSKO_DATA to a folder that the user of Posko may write',
    );
  }
}

const REASONS = new Map(Object.entries(problems));

/** Node's own recursive way never ends below a folder that takes no others, such as /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (!found?.isDirectory()) throw error; // otherwise another process was faster
  }
}
