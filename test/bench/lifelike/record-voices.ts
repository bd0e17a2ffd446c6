import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { seededNumbers } from '../../support/generate.ts';
import { VOICE_NOTE } from '../../support/make-sounds.ts';
import { ffmpeg, runTool } from '../../support/media-tools.ts';

const RATE = 16_000;
const PCM = ['-f', 's16le', '-ar', String(RATE), '-ac', '1'];
/** Music lies this far below the voice, in decibels. */
const BELOW = 7;
const VOICES = ['m1', 'm3', 'm7', 'f2', 'f4', 'Andy', 'Annie', 'Michael', 'belinda', 'Marco'];

/** Speaks a text as a voice note; the same seed gives the same voice, of Indonesian if no other language is named. */
export function speak(text: string, seed: number, path: string, language = 'id'): void {
  const random = seededNumbers(seed + 17);
  const between = (least: number, most: number) => (least + random() * (most - least)).toFixed(0);
  const speech = `${path}.speech.wav`;
  const voice = ['-v', `${language}+${VOICES[seed % VOICES.length]}`];
  const manner = ['-s', between(130, 175), '-p', between(25, 75)];
  runTool('espeak-ng', [...voice, ...manner, '-w', speech, text]);
  const noise = `anoisesrc=color=brown:amplitude=0.01:seed=${seed}`;
  const mix = '[0]aresample=16000,aecho=0.9:0.8:30:0.15[v];[v][1]amix=duration=first:normalize=0';
  ffmpeg('-i', speech, '-f', 'lavfi', '-i', noise, '-filter_complex', mix, ...VOICE_NOTE, path);
  rmSync(speech);
}

/** Writes music: chords of four bars with a bass and a beat, in a key and tempo by seed. */
export function play(seed: number, seconds: number, path: string): void {
  const random = seededNumbers(seed + 91);
  const base = 196 * 2 ** (Math.floor(random() * 12) / 12);
  const bar = (1.6 + random() * 1.2).toFixed(2);
  const step = (half: number) => (2 ** (half / 12)).toFixed(4);
  const turns = [0, 9, 5, 7].map(() => step(Math.floor(random() * 10)));
  const root = `${base.toFixed(1)}*if(lt(mod(t,4*${bar}),${bar}),${turns[0]},if(lt(mod(t,4*${bar}),2*${bar}),${turns[1]},if(lt(mod(t,4*${bar}),3*${bar}),${turns[2]},${turns[3]})))`;
  const chord = [0, random() < 0.5 ? 3 : 4, 7]
    .map((half) => `sin(2*PI*t*${step(half)}*${root})`)
    .join('+');
  const beat = `exp(-18*mod(t,${bar}/4))*(random(0)-0.5)`;
  const source = `0.12*exp(-1.2*mod(t,${bar}/2))*(${chord})+0.2*sin(PI*t*${root})*exp(-3*mod(t,${bar}/2))+0.25*${beat}`;
  ffmpeg('-f', 'lavfi', '-i', `aevalsrc='${source}':s=${RATE}:d=${seconds}`, ...VOICE_NOTE, path);
}

/** Lays music under a voice. */
export function layUnder(voice: string, song: string, path: string): void {
  const [spoken, played] = [voice, song].map((each) => samplesOf(each, path));
  if (!spoken || !played) return;
  const share = (loudnessOf(spoken) / loudnessOf(played)) * 10 ** (-BELOW / 20);
  const mixed = spoken.map((sample, at) => {
    return Math.max(-32_768, Math.min(32_767, sample + share * (played[at % played.length] ?? 0)));
  });
  writeFileSync(`${path}.pcm`, new Uint8Array(mixed.buffer));
  ffmpeg(...PCM, '-i', `${path}.pcm`, ...VOICE_NOTE, path);
  rmSync(`${path}.pcm`);
}

function samplesOf(sound: string, beside: string): Int16Array {
  ffmpeg('-i', sound, ...PCM, `${beside}.pcm`);
  const bytes = new Uint8Array(readFileSync(`${beside}.pcm`));
  return new Int16Array(bytes.buffer, 0, bytes.length >> 1);
}

/** Root mean square of all but the pauses. */
function loudnessOf(samples: Int16Array): number {
  const loud = samples.filter((sample) => Math.abs(sample) > 300);
  return Math.sqrt(loud.reduce((sum, sample) => sum + sample ** 2, 0) / Math.max(1, loud.length));
}

/** What happens to a voice note on its way; each writes the edited `from` to `to`. */
export const VOICE_WEAR: Readonly<
  Record<string, (from: string, to: string, song: string) => void>
> = {
  'sent on': (from, to) => ffmpeg('-i', from, ...VOICE_NOTE, '-b:a', '16k', to),
  'first second cut': (from, to) => ffmpeg('-ss', '1.1', '-i', from, ...VOICE_NOTE, to),
  'tempo 0.8': filtered('atempo=0.8'),
  'tempo 1.15': filtered('atempo=1.15'),
  'tempo 1.3': filtered('atempo=1.3'),
  'tempo 1.5': filtered('atempo=1.5'),
  'pitch −2': filtered(shiftPitch(-2)),
  'pitch +2': filtered(shiftPitch(2)),
  'faster and higher': filtered(`aresample=${RATE},asetrate=${RATE * 1.12},aresample=${RATE}`),
  'tempo 1.25, pitch +1': filtered(`${shiftPitch(1)},atempo=1.25`),
  'over music': layUnderOther,
  'over music, tempo 1.2': (from, to, song) => {
    layUnderOther(from, `${to}.slow.ogg`, song);
    filtered('atempo=1.2')(`${to}.slow.ogg`, to);
    rmSync(`${to}.slow.ogg`);
  },
};

function layUnderOther(from: string, to: string, song: string): void {
  layUnder(from, song, to);
}

function filtered(filters: string) {
  return (from: string, to: string) => ffmpeg('-i', from, '-af', filters, ...VOICE_NOTE, to);
}

/** Raises or lowers a voice by semitones at the same tempo. */
function shiftPitch(semitones: number): string {
  const ratio = 2 ** (semitones / 12);
  return `aresample=${RATE},asetrate=${Math.round(RATE * ratio)},aresample=${RATE},atempo=${(1 / ratio).toFixed(5)}`;
}
