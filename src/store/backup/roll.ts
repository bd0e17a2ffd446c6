import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeWhole } from './write-file.ts';

/** List of the citizens in the store at a moment, one nameless mark each, the same under another key or in another store. */
export type Roll = Awaited<ReturnType<typeof readRoll>>;

const TITLE = 'POSKO ROLL 1';

/** Returns a citizen's mark. */
export function markOf(salt: Uint8Array): string {
  return createHash('sha256').update('posko roll').update(salt).digest('base64url').slice(0, 22);
}

/** Writes the roll atomically. */
export async function writeRoll(path: string, salts: AsyncIterable<Uint8Array>, madeAt: number) {
  return writeWhole(path, async (file) => {
    let count = 0;
    await file.write(`${TITLE} ${madeAt}\n`);
    for await (const salt of salts) {
      count += 1;
      await file.write(`${markOf(salt)}\n`);
    }
    await file.write(`${count} in all\n`);
    return count;
  });
}

/** Reads a roll; refuses an incomplete one. */
export async function readRoll(path: string) {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const [, madeAt] = new RegExp(`^${TITLE} (\\d+)$`).exec(lines[0] ?? '') ?? [];
  if (madeAt === undefined) throw new Error(`${path} is no roll of Posko`);
  const marks = new Set(lines.slice(1, -1));
  if (lines.at(-1) !== `${marks.size} in all`) {
    throw new Error(`${path} is cut off; write it again with "posko backup --roll"`);
  }
  return { madeAt: Number(madeAt), marks };
}
