import { describe, expect, test } from 'vitest';
import type { KillStage, Moment } from './kill-stage.ts';
import { doWork } from './life.ts';
import { works } from './works.ts';

/** Whichever write a process dies at, before it is made or after, another one ends the work as if nobody had died. */
export function workKills(
  name: string,
  open: () => Promise<KillStage>,
  kinds: readonly string[] = Object.keys(works),
): void {
  describe(`${name}, killed at every single write`, () => {
    test.each(Object.entries(works).filter(([kind]) => kinds.includes(kind)))(
      '%s ends as if nobody had died',
      async (kind, work) => {
        const play = async (n?: number, when?: Moment) => {
          const stage = await open();
          const found = await doWork(stage, work, n, when);
          await stage.close(); // hundreds of open connections would slow down the rest
          return found;
        };
        const { end, writes, lasting, writers } = await play();
        const named = work.writers.map((file) => `src/${file}.ts`);
        expect(named.filter((file) => !writers.has(file))).toEqual([]);
        const before = Array.from({ length: writes }, (_, n) => ['before', n + 1] as const);
        const after = lasting.map((n) => ['after', n] as const);
        console.log(`${name}: ${kind} is killed before ${before.length} and after ${after.length}`);
        for (const [when, n] of [...before, ...after]) {
          const found = await play(n, when);
          expect({ when, n, ...found.end }).toEqual({ when, n, ...end });
        }
      },
      1_800_000,
    );
  });
}
