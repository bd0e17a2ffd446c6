import { expect, test } from 'vitest';
import { VOICE_STEP } from '../../../src/matching/sounds/read-voice.ts';
import { type Moment, speaks } from '../../../src/matching/sounds/speaks.ts';
import { FRAME, RATE, spectrumAt } from '../../../src/matching/sounds/spectrum.ts';
import { seededNumbers } from '../../support/generate.ts';

const STEP = VOICE_STEP.query;
/** Ten seconds. */
const MOMENTS = 312;

interface Sound {
  /** Seconds from one syllable to the next, and the share of it at its end that is nearly silent. */
  syllable?: number;
  pause?: number;
  /** Whether a tone is heard in the pauses. */
  hums?: boolean;
  /** How loud the pauses are, as a share of what lies between quiet and loud. */
  murmur?: number;
  /** Whether the strongest tone goes up and down by one. */
  trembles?: boolean;
  /** Whether pauses have no sign. */
  silent?: boolean;
  /** Decibels between loud and quiet. */
  range?: number;
  /** Seconds for which a tone is held. */
  held?: number;
  /** Seconds after which everything comes again. */
  beat?: number;
  /** Bits of 32 in which it differs when it comes again. */
  differing?: number;
}

function heard(sound: Sound) {
  const { syllable = 0.32, pause = 0.25, range = 25, held = STEP, beat, differing = 0 } = sound;
  const { murmur = 0, trembles = false, silent = false } = sound;
  const isPause = (at: number) => ((at * STEP) / syllable) % 1 >= 1 - pause;
  const random = seededNumbers(4);
  const once = Uint32Array.from(
    { length: beat ? Math.round(beat / STEP) : MOMENTS },
    () => 1 + Math.floor(random() * (2 ** 32 - 2)),
  );
  const items = Uint32Array.from({ length: MOMENTS }, (_, at) => {
    if (silent && isPause(at)) return 0;
    const turn = Math.floor(at / once.length);
    return ((once[at % once.length] ?? 0) ^ (turn % 2 ? 2 ** differing - 1 : 0)) >>> 0;
  });
  const moments = Array.from({ length: MOMENTS }, (_, at): Moment => {
    const isQuiet = isPause(at);
    const tone = Math.floor((at * STEP) / held + 0.001);
    const peak = isQuiet && sound.hums ? 40 : 40 + ((tone * 7) % 50);
    const loudness = isQuiet ? 60 - range * (1 - murmur) : 60;
    return { loudness, peak: trembles ? peak + (at % 2) : peak };
  });
  return { moments, items, step: STEP, loud: { low: 60 - range, high: 60 } };
}

test.each<[what: string, sound: Sound, isSpeech: boolean]>([
  ['syllables of changing tone', {}, true],
  ['what is hardly louder than its pauses', { range: 7 }, false],
  ['loud speech over noise', { range: 9 }, true],
  ['a syllable each second and a half', { syllable: 1.5 }, false],
  ['slow speech', { syllable: 0.9 }, true],
  [
    'slow speech with long pauses in which it hums',
    { syllable: 0.9, pause: 0.6, hums: true },
    true,
  ],
  ['speech over a hum', { syllable: 0.9, pause: 0.6, hums: true, murmur: 0.3 }, true],
  ['speech with as much silence', { syllable: 0.9, pause: 0.65, silent: true }, true],
  ['tones that hold', { held: 1 }, false],
  ['tones that hold between long pauses', { held: 10, syllable: 0.512, pause: 0.65 }, false],
  ['tones that hold and tremble', { held: 1, trembles: true }, false],
  ['tones of which few hold for more than an eighth of a second', { held: 0.16 }, true],
  ['tones that hold for an eighth of a second at most', { held: 0.128 }, true],
  ['a beat', { beat: 0.48 }, false],
  ['a bar of two seconds', { beat: 2 }, false],
  ['a verse of seven seconds', { beat: 7.04 }, false],
  ['what comes again after nine seconds', { beat: 9.024 }, true],
  ['a verse that is varied', { beat: 5.024, differing: 7 }, false],
  ['a verse that is varied much', { beat: 5.024, differing: 9 }, true],
])('%s', (_, sound, isSpeech) => {
  expect(speaks(heard(sound))).toBe(isSpeech);
});

test('a short speech that ends in the word it began with is no music', () => {
  const { moments, items, ...rest } = heard({});
  const short = items.slice(0, 94);
  short.set(items.slice(0, 10), 84);
  expect(speaks({ ...rest, moments: moments.slice(0, 94), items: short })).toBe(true);
});

test('nothing is no speech', () => {
  expect(speaks({ ...heard({}), moments: [], items: new Uint32Array() })).toBe(false);
});

test.each([50, 123, 400])('a tone is strongest at its own frequency: %i', (bin) => {
  const frequency = (bin * RATE) / FRAME;
  const pcm = Int16Array.from(
    { length: FRAME + 100 },
    (_, at) => 8000 * Math.sin((2 * Math.PI * frequency * at) / RATE),
  );
  const strengths = spectrumAt(pcm, 60);
  expect(strengths).toHaveLength(FRAME / 2);
  expect(strengths.indexOf(Math.max(...strengths))).toBe(bin);
  const far = strengths.filter((_, at) => Math.abs(at - bin) > 3);
  expect(Math.max(...far)).toBeLessThan(1e-4 * (strengths[bin] ?? 0));
});

test('the strengths of a frame are those that the definition gives', () => {
  const random = seededNumbers(8);
  const pcm = Int16Array.from({ length: FRAME }, () => 2000 * (random() - 0.5));
  const strengths = spectrumAt(pcm, 0);
  for (const bin of [0, 1, 77, 300, 511]) {
    let [real, imaginary] = [0, 0];
    for (const [at, value] of pcm.entries()) {
      const weighed = value * (0.5 - 0.5 * Math.cos((2 * Math.PI * at) / FRAME));
      real += weighed * Math.cos((2 * Math.PI * bin * at) / FRAME);
      imaginary += weighed * Math.sin((2 * Math.PI * bin * at) / FRAME);
    }
    const expected = real ** 2 + imaginary ** 2;
    expect(Math.abs((strengths[bin] ?? 0) - expected)).toBeLessThan(1e-6 * expected + 1e-3);
  }
});

test('a sound that ends within a frame goes on silently', () => {
  expect(Math.max(...spectrumAt(new Int16Array(10), 5))).toBe(0);
  expect(Math.max(...spectrumAt(Int16Array.of(9000), 1))).toBe(0);
});
