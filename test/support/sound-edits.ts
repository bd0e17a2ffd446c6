import { rmSync } from 'node:fs';
import { VOICE_NOTE } from './make-sounds.ts';
import { ffmpeg } from './media-tools.ts';

/** What happens to a sound on its way from phone to phone; each writes the edited `from` to `to`. */
export const SOUND_EDITS: Readonly<Record<string, (from: string, to: string) => void>> = {
  opus: (from, to) => ffmpeg('-i', from, ...VOICE_NOTE, '-b:a', '16k', to),
  mp3: throughMp3,
  trim: (from, to) => ffmpeg('-ss', '5.37', '-i', from, ...VOICE_NOTE, to),
  'excerpt 12 s': (from, to) => ffmpeg('-ss', '8.21', '-t', '12', '-i', from, ...VOICE_NOTE, to),
  'excerpt 6 s': (from, to) => ffmpeg('-ss', '9.63', '-t', '6', '-i', from, ...VOICE_NOTE, to),
  'pink noise': (from, to) => mix(from, `anoisesrc=color=pink:amplitude=0.15:seed=7`, to),
  'phone band': (from, to) =>
    filter(from, 'highpass=300,lowpass=3400,aecho=0.9:0.8:90:0.3,aresample=8000', to),
  'tempo × 1.06': (from, to) => filter(from, 'atempo=1.06', to),
  'prefix 4 s': putInFront,
};

function filter(from: string, filters: string, to: string): void {
  ffmpeg('-i', from, '-af', filters, ...VOICE_NOTE, to);
}

function mix(from: string, source: string, to: string): void {
  const graph = '[0][1]amix=duration=first:normalize=0';
  ffmpeg('-i', from, '-f', 'lavfi', '-i', source, '-filter_complex', graph, ...VOICE_NOTE, to);
}

function throughMp3(from: string, to: string): void {
  const between = `${to}.mp3`;
  ffmpeg('-i', from, '-c:a', 'libmp3lame', '-b:a', '32k', between);
  ffmpeg('-i', between, ...VOICE_NOTE, '-b:a', '12k', to);
  rmSync(between);
}

/** Four seconds of a jingle come first, as forwarding pages put them. */
function putInFront(from: string, to: string): void {
  const jingle = "aevalsrc='0.3*sin(2*PI*t*(300+200*floor(mod(t*3,5))))':s=16000:d=4";
  const graph = '[1][0]concat=n=2:v=0:a=1';
  ffmpeg('-i', from, '-f', 'lavfi', '-i', jingle, '-filter_complex', graph, ...VOICE_NOTE, to);
}
