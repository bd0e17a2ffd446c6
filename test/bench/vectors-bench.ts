import type { Vector } from '../../src/matching/embedder.ts';
import { squareOf, VectorShelf } from '../../src/matching/vector-shelf.ts';
import { seededNumbers } from '../support/generate.ts';

const SPACE = { model: 'made up', dimensions: 384 };
const [documents = 100_000, asked = 100] = process.argv.slice(2).map(Number);
const TOPICS = 400;
/** So that cosines are those of multilingual-e5-small: .80 of any two, .88 of a message and its fact-check. */
const [TOPIC, OWN, RETOLD] = [0.4, 0.3, 0.6];

const random = seededNumbers(11);
/** A normal number, by Irwin and Hall. */
const normal = () => Array.from({ length: 6 }, random).reduce((sum, value) => sum + value, -3);
const direction = () => Float32Array.from({ length: SPACE.dimensions }, normal);
const near = (to: Vector, share: number) => to.map((value) => value + share * normal());

const shared = direction();
const topics = Array.from({ length: TOPICS }, () => near(shared, TOPIC));
const shelf = new VectorShelf(SPACE);
const messages: Int8Array[] = [];
for (let n = 0; n < documents; n++) {
  const vector = near(topics[Math.floor(random() * TOPICS)] ?? shared, OWN);
  shelf.add(shelf.shrink(vector));
  if (messages.length < asked && n % 50 === 0) messages.push(shelf.shrink(near(vector, RETOLD)));
}

const built = performance.now();
shelf.shortlist(messages[0] ?? new Int8Array(SPACE.dimensions)); // the first one makes the signs
console.log(`signs of ${documents} × ${SPACE.dimensions} made in ${ms(performance.now() - built)}`);
const full = measure(() => new Uint32Array(documents).keys());
const short = measure((message) => shelf.shortlist(message));
const pairs = full.found.map((slots, at) => [slots, short.found[at] ?? []] as const);
const first = pairs.filter(([[best = -1], list]) => list.includes(best)).length;
const eight = pairs.map(([slots, list]) => slots.filter((slot) => list.includes(slot)).length);
const share = eight.reduce((sum, count) => sum + count, 0) / (8 * pairs.length);
console.log(`all bytes    p50 ${ms(full.p50)}, fastest ${ms(full.fastest)}`);
console.log(`signs first  p50 ${ms(short.p50)}, fastest ${ms(short.fastest)}`);
console.log(
  `found of the nearest ${(first / pairs.length).toFixed(3)}, of the nearest 8 ${share.toFixed(3)}`,
);

/** The nearest eight of each message among the slots that `listed` gives, and how long that takes. */
function measure(listed: (message: Int8Array) => Iterable<number>) {
  const times: number[] = [];
  const found = messages.map((message) => {
    const started = performance.now();
    const square = squareOf(message);
    const best: { slot: number; cosine: number }[] = [];
    for (const slot of listed(message)) {
      const cosine = shelf.nearness(slot, message, square);
      if (cosine <= (best[7]?.cosine ?? 0)) continue;
      best.push({ slot, cosine });
      best.sort((a, b) => b.cosine - a.cosine).splice(8);
    }
    times.push(performance.now() - started);
    return best.map(({ slot }) => slot);
  });
  times.sort((a, b) => a - b);
  return { found, p50: times[times.length >> 1] ?? 0, fastest: times[0] ?? 0 };
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
