import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { startApp } from '../app/app.ts';
import { mimeOf } from '../channels/simulator/mime.ts';
import { Simulator, toDelivered, type Writing } from '../channels/simulator/simulator.ts';
import type { Reply } from '../domain/messages/message.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { Picture } from '../ports/card-renderer.ts';
import { receive } from '../services/messaging/receive.ts';
import { toLines } from './output.ts';
import type { PlayParts } from './player.ts';

const CHANNEL = 'terminal';
const CITIZEN = 'warga';

const HELP = `Tulis seperti di WhatsApp. Beberapa baris khusus:
  /teruskan TEKS   meneruskan sebuah pesan (pakai \\n untuk baris baru)
  /berkas PATH     mengirim gambar atau berkas, boleh diikuti keterangan
  /keluar          selesai`;

/** Talks with one citizen at the terminal, in real time, until they leave. */
export async function chat(parts: PlayParts): Promise<void> {
  const { stdin: input, stdout: output } = process;
  const lines = createInterface({ input, output, prompt: 'Anda  > ' });
  let isOpen = true;
  lines.once('close', () => {
    isOpen = false;
  });
  const savePicture = createPictureFolder();
  const show = (_: string, reply: Reply, picture?: Picture) => {
    const file = picture && savePicture(picture);
    const head = file ? [`[gambar: ${file.path}]`] : [];
    output.write(
      `\r${[...head, ...toLines(reply)]
        .map((line, n) => (n === 0 ? `Posko < ${line}` : `        ${line}`))
        .join('\n')}\n\n`,
    );
    if (isOpen) lines.prompt();
  };
  const channel = new Simulator(CHANNEL, show);
  const app = await startApp({ ...parts, clock: systemClock, channels: [channel], sweepMs: 1000 });
  output.write(`${HELP}\n\n`);
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === '/keluar') break;
    const writing = await toWriting(line);
    if (typeof writing === 'string') output.write(`${writing}\n`);
    else if (writing) {
      const sender = { channel: CHANNEL, citizen: CITIZEN, now: systemClock.now() };
      await receive(app.deps, [toDelivered(sender, writing)]);
    }
    if (isOpen) lines.prompt();
  }
  lines.close();
  await waitForSilence(parts.settings.quietMs);
  await app.settle();
  await app.close();
}

/** Input that ends right after a message still deserves its answer. */
function waitForSilence(quietMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, quietMs + 100));
}

async function toWriting(line: string): Promise<Writing | string | undefined> {
  const [command = '', ...rest] = line.split(' ');
  const words = rest.join(' ').replaceAll('\\n', '\n');
  if (command === '/teruskan') return { text: words, forwarded: true };
  if (command === '/bantuan' || command === '/help') return HELP;
  if (command !== '/berkas') return line.trim() === '' ? undefined : { text: line };
  const [path = '', ...caption] = rest;
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return `Berkas ${path} tidak dapat dibaca.`;
  return { text: caption.join(' '), file: { bytes, mime: mimeOf(path), name: basename(path) } };
}

/** Saves the pictures of one conversation in a new folder of the system's temporary files, each once. */
export function createPictureFolder(): (picture: Picture) => { name: string; path: string } {
  let folder: string | undefined;
  return function savePicture({ name, bytes }) {
    folder ??= mkdtempSync(join(tmpdir(), 'posko-'));
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const path = join(folder, `${digest}-${name}`);
    writeFileSync(path, bytes);
    return { name, path };
  };
}
