import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from '../app/user-error.ts';
import { Player, type PlayParts, type Shown } from './player.ts';
import { playTranscript, TRANSCRIPT_START } from './transcript.ts';

const HELP = `Yang Anda tulis direkam sebagai transkrip. Beberapa baris khusus:
  /teruskan TEKS        meneruskan sebuah pesan
  /berantai TEKS        meneruskan pesan yang sudah berkali-kali diteruskan
  /tunggu 1d            waktu berlalu (30s, 10m, 2h, 1d)
  /peninjau K7Q2 salah: RINGKASAN
  /keluar               selesai`;

/** Where a recorded transcript is kept. */
export function transcriptPath(name: string): string {
  if (!/^[a-z0-9-]+$/.test(name))
    throw new Failure('a transcript is named with lower-case letters and hyphens');
  return `test/transcripts/${name}.chat`;
}

/** Talks in virtual time on a fresh store, and writes down who said what. */
export async function record(parts: PlayParts, path: string): Promise<void> {
  if (existsSync(path)) throw new Failure(`${path} is there already; choose another name`);
  mkdirSync(dirname(path), { recursive: true });
  const heard: Shown[] = [];
  const player = await Player.open(
    { ...parts, randomBytes: seededBytes(path) },
    { start: TRANSCRIPT_START, show: (shown) => heard.push(shown) },
  );
  const { stdin: input, stdout: output } = process;
  const lines = createInterface({ input, output, prompt: '> ' });
  output.write(`${HELP}\n\n`);
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === '/keluar') break;
    const scripted = toScript(line);
    if (scripted === undefined) output.write(`${HELP}\n`);
    else {
      const played = await playTranscript(scripted, player, heard);
      output.write(`${played}\n`);
      appendFileSync(path, played);
    }
    lines.prompt();
  }
  lines.close();
  await player.close();
  output.write(`Tersimpan di ${path}\n`);
}

/** A typed line as a line of a transcript; undefined if it is a command nobody knows. */
function toScript(line: string): string | undefined {
  const [command = '', ...rest] = line.split(' ');
  const words = rest.join(' ');
  if (!command.startsWith('/')) return `warga > ${line}`;
  if (command === '/teruskan') return `warga >> ${words}`;
  if (command === '/berantai') return `warga >>> ${words}`;
  if (command === '/peninjau') return `peninjau > ${words}`;
  return command === '/tunggu' && /^\d+[smhd]$/.test(words) ? `waktu + ${words}` : undefined;
}

/** Bytes that look random and are the same in every run, so that a transcript keeps its tickets. */
export function seededBytes(seed: string): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    count += 1;
    return createHash('sha256').update(`${seed}:${count}`).digest().subarray(0, length);
  };
}
