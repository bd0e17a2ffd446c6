import { seededNumbers } from '../support/generate.ts';
import type { Narrative } from './claim-groups.ts';
import { makeVariant } from './make-variant.ts';

/** A tip of the stream: a wording of a narrative. */
export type StreamedTip = Narrative;

/** Every narrative in several wordings of its own, in a random order that the seed decides. */
export function makeTipStream(
  narratives: readonly Narrative[],
  { seed, wordings }: { seed: number; wordings: number },
): StreamedTip[] {
  const random = seededNumbers(seed);
  const tips = narratives.flatMap((narrative) =>
    Array.from({ length: wordings }, () => ({
      ...narrative,
      text: makeVariant(narrative.text, random),
    })),
  );
  return shuffle(tips, random);
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
