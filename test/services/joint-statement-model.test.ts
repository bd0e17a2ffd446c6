import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { answers } from '../../src/domain/fact-checks/signing.ts';
import { findChange } from '../../src/services/fact-checks/proposed-change.ts';
import { codeOf, openJointDesk } from '../support/joint-desk.ts';

const ORGANISATIONS = ['bawaslu', 'komdigi', 'polri'];
const SUMMARIES = ['Pemungutan suara tetap 27 November.', 'Pemungutan suara tetap hari Jumat.'];
const editor = fc.constantFrom('rina', 'budi');
const organisation = fc.constantFrom(...ORGANISATIONS);
const answer = fc.oneof(
  { weight: 8, arbitrary: fc.constant('approved' as const) },
  fc.constantFrom(...answers),
);

/** Anything that somebody may try, in any order, with sense or without. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('word' as const),
      summary: fc.constantFrom(...SUMMARIES),
      signs: fc.subarray(ORGANISATIONS, { minLength: 1 }),
      by: editor,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({ type: fc.constant('sign' as const), organisation, answer }),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('approve' as const), by: editor }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('return' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('file' as const), by: editor }) },
);

test('what is public was approved by each of its signatories in exactly that version, and by two people at the desk', async () => {
  const seen = { published: 0, corrected: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (steps) => {
      const store = await openMemoryStore([]);
      const desk = await openJointDesk(store, ORGANISATIONS);
      let waiting: { code: string; summary: string; signs: string[]; by: string } | undefined;
      let said = new Map<string, string>();
      let known = (await store.factChecks.latest(1))[0];
      for (const each of steps) {
        if (each.type === 'word') {
          const { summary, signs, by } = each;
          const submitted = known
            ? await desk.correct(known.id, { summary }, signs, by)
            : await desk.propose(signs, { summary }, by);
          if (submitted.type === 'proposed') {
            waiting = { code: codeOf(submitted), summary, signs, by };
            said = new Map();
          }
        } else if (each.type === 'sign' && waiting) {
          const done = await desk.sign(waiting.code, each.organisation, each.answer);
          expect(done).toBe(waiting.signs.includes(each.organisation) ? 'signed' : 'unknown');
          if (done === 'signed') said.set(each.organisation, each.answer);
        } else if (each.type === 'return' && waiting) {
          await desk.giveBack(waiting.code);
          waiting = undefined;
        } else if (each.type === 'file' && known && !waiting) {
          const files = [{ sha256: 'a'.repeat(64), kind: 'picture' as const }];
          const code = codeOf(await desk.correct(known.id, { files }, undefined, each.by));
          await desk.approve(code, each.by === 'rina' ? 'budi' : 'rina');
        } else if (each.type === 'approve' && waiting) {
          const { code, summary, signs, by } = waiting;
          const done = await desk.approve(code, each.by);
          const maySo = signs.every((id) => said.get(id) === 'approved') && by !== each.by;
          expect(done.type).toBe(maySo ? 'done' : 'refused');
          if (done.type === 'done') {
            const [found] = await store.factChecks.latest(1);
            expect(found?.summary).toBe(summary);
            expect(found?.signatories?.map(({ id }) => id).sort()).toEqual(signs.toSorted());
            expect(found?.version).toBe((known?.version ?? 0) + 1);
            seen[known ? 'corrected' : 'published'] += 1;
            waiting = undefined;
          }
        }
        const [now] = await store.factChecks.latest(1);
        const words = (one: typeof now) => one && [one.summary, one.version, one.signatories];
        if (each.type !== 'approve') expect(words(now)).toEqual(words(known));
        known = now;
        if (waiting) expect(await findChange(desk.deps, waiting.code)).toBeDefined();
      }
      await store.close();
    }),
    { numRuns: 40 },
  );
  expect(seen.published).toBeGreaterThan(10);
  expect(seen.corrected).toBeGreaterThan(2);
});
