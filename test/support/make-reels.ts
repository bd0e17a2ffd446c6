import { rmSync } from 'node:fs';
import { VOICE_NOTE } from './make-sounds.ts';
import { ffmpeg, runTool } from './media-tools.ts';

/** A tune in mono; no two notes in it are spoken. */
export const SONGS: Readonly<Record<string, string>> = {
  chords:
    '0.15*exp(-1.5*mod(t,1))*(sin(2*PI*t*220)+sin(2*PI*t*277*(1+0.12*mod(floor(t),3)))+sin(2*PI*t*440*(1+0.06*mod(floor(t),4))))+0.3*exp(-20*mod(t,0.5))*(random(0)-0.5)',
  piano:
    '0.4*exp(-4*mod(t,0.4))*(sin(2*PI*t*262*pow(2,mod(floor(t/0.4)*5,12)/12))+0.5*sin(2*PI*t*524*pow(2,mod(floor(t/0.4)*5,12)/12)))',
  drums:
    '0.6*exp(-15*mod(t,0.5))*sin(2*PI*60*t)+0.4*exp(-25*mod(t+0.25,0.5))*(random(0)-0.5)+0.1*sin(2*PI*t*(300+50*mod(floor(t*2)*3,7)))',
};

/** Writes a song of so many seconds as a voice note. */
export function makeSong(name: string, seconds: number, path: string): void {
  const source = `aevalsrc='${SONGS[name]}':s=16000:d=${seconds}`;
  ffmpeg('-f', 'lavfi', '-i', source, ...VOICE_NOTE, path);
}

/** Writes a text as a synthetic voice says it. */
export function speakText(text: string, voice: string, path: string): void {
  const speech = `${path}.speech.wav`;
  runTool('espeak-ng', ['-v', voice, '-s', '150', '-w', speech, text]);
  ffmpeg('-i', speech, ...VOICE_NOTE, path);
  rmSync(speech);
}

/** Puts a sound in front of another one. */
export function joinSounds(first: string, second: string, path: string): void {
  const graph = '[0]aresample=16000[a];[1]aresample=16000[b];[a][b]concat=n=2:v=0:a=1';
  ffmpeg('-i', first, '-i', second, '-filter_complex', graph, ...VOICE_NOTE, path);
}

/** Gives a film another sound track. */
export function withSound(film: string, sound: string, path: string): void {
  const streams = ['-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-c:a', 'aac', '-shortest'];
  ffmpeg('-i', film, '-i', sound, ...streams, path);
}
