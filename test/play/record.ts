import { appendFileSync, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openStage } from '../support/stage.ts';
import { playTranscript } from './transcript.ts';

// Talks in virtual time on a fresh store, and writes down who said what.

const HELP = `Yang Anda tulis direkam sebagai transkrip. Beberapa baris khusus:
  /teruskan TEKS        meneruskan sebuah pesan
  /berantai TEKS        meneruskan pesan yang sudah berkali-kali diteruskan
  /tunggu 1d            waktu berlalu (30s, 10m, 2h, 1d)
  /peninjau K7Q2 salah: RINGKASAN
  /keluar               selesai`;

const [name = ''] = process.argv.slice(2);
const path = `test/transcripts/${name}.chat`;
const problem = !/^[a-z0-9-]+$/.test(name)
  ? 'a transcript is named with lower-case letters and hyphens: npm run transcript -- NAME'
  : existsSync(path) && `${path} is there already; choose another name`;
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

const { stdin: input, stdout: output } = process;
const stage = await openStage({ seed: path });
const lines = createInterface({ input, output, prompt: '> ' });
let isOpen = true;
lines.once('close', () => {
  isOpen = false;
});
output.write(`${HELP}\n\n`);
lines.prompt();
for await (const line of lines) {
  if (line.trim() === '/keluar') break;
  const scripted = toScript(line);
  if (scripted === undefined) output.write(`${HELP}\n`);
  else {
    const played = await playTranscript(scripted, stage.player, stage.heard);
    output.write(`${played}\n`);
    appendFileSync(path, played);
  }
  if (isOpen) lines.prompt();
}
lines.close();
await stage.close();
output.write(`Tersimpan di ${path}\n`);

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
