import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { startApp } from '../app/app.ts';
import { loadContent } from '../app/load-content.ts';
import { openDictionaries } from '../app/open-dictionaries.ts';
import { openEmbedder } from '../app/open-embedder.ts';
import { openReader } from '../app/open-reader.ts';
import { openMemoryStore, openStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import types from '../channels/simulator/mime.json' with { type: 'json' };
import { Simulator, toDelivered, type Writing } from '../channels/simulator/simulator.ts';
import { closings } from '../domain/cases/case.ts';
import type { Reply } from '../domain/messages/message.ts';
import { spanToMs } from '../engine/flow.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { Picture } from '../ports/card-renderer.ts';
import type { Store } from '../ports/store.ts';
import { cardPainter } from '../rendering/paint-card.ts';
import { receive } from '../services/messaging/receive.ts';
import { createCommand } from './create-command.ts';
import { eachLine } from './each-line.ts';
import { readStoreFile } from './import.ts';
import { complain, configFor, printJson, type StoreOptions, toLines } from './output.ts';
import { type PlayedReview, playReview } from './play-review.ts';
import { Player, type PlayParts, type Shown } from './player.ts';

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
  await pause(parts.settings.quietMs + 100); // what was written last still deserves its answer
  await app.settle();
  await app.close();
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

const span = z.string().regex(/^\d+[smhd]$/, 'must be a span such as "30s", "10m", "2h" or "1d"');

const writingSchema = z.strictObject({
  citizen: z.string().min(1).max(100),
  text: z.string().optional(),
  file: z.string().optional(),
  caption: z.string().optional(),
  forwarded: z.boolean().optional(),
  forwardingScore: z.number().int().min(0).max(127).optional(),
  kind: z.enum(['sticker', 'location', 'contact', 'poll', 'reaction', 'unknown']).optional(),
});

const reviewSchema = z.strictObject({
  reviewer: z.string().min(1).max(100),
  case: z.string().min(1),
  verdict: z.string().optional(),
  summary: z.string().optional(),
  url: z.string().optional(),
  retract: z.string().optional(),
  close: z.enum(closings).optional(),
});

const MAX_WAIT_MS = spanToMs('400d');
const waitSchema = z.strictObject({ wait: span });

/** Plays a line of JSON to its end; returns why it could not be played. */
async function playLine(player: Player, line: string): Promise<string | undefined> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (typeof parsed !== 'object' || parsed === null) return 'is not a JSON object';
  if ('citizen' in parsed) return playWriting(player, parsed);
  if ('reviewer' in parsed) return playDecision(player, parsed);
  if (!('wait' in parsed)) return 'has none of "citizen", "reviewer" and "wait"';
  const read = waitSchema.safeParse(parsed);
  if (!read.success) return complaint(read.error);
  const ms = spanToMs(read.data.wait);
  if (ms > MAX_WAIT_MS) return '"wait" must be at most 400d';
  await player.wait(ms);
  return undefined;
}

async function playWriting(player: Player, parsed: object): Promise<string | undefined> {
  const read = writingSchema.safeParse(parsed);
  if (!read.success) return complaint(read.error);
  const { citizen, caption = '', text = caption, file, kind, ...said } = read.data;
  const writing: Writing = { ...said, text, ...(kind && { kind }) };
  if (file !== undefined) {
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return `names the file ${file}, which cannot be read`;
    writing.file = { bytes, mime: mimeOf(file), name: basename(file) };
  }
  await player.write(citizen, writing);
  return undefined;
}

async function playDecision(player: Player, parsed: object): Promise<string | undefined> {
  const read = reviewSchema.safeParse(parsed);
  if (!read.success) return complaint(read.error);
  const { reviewer, case: ticket } = read.data;
  const by = { ticket: ticket.toUpperCase(), reviewer };
  return player.act((deps) => playReview(deps, by, toAction(read.data)));
}

function toAction(data: z.infer<typeof reviewSchema>): PlayedReview {
  if (data.retract !== undefined) return { type: 'retract', reason: data.retract };
  if (data.close !== undefined) return { type: 'close', closing: data.close };
  const { verdict = '', summary = '', url } = data;
  return { type: 'decide', verdict, summary, url };
}

function complaint(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `"${path.join('.')}" ${message}` : message))
    .join('; ');
}

export const chatCommand = createCommand('chat').action(runChat);

/** A conversation that is played waits for nothing and for nobody. */
const AT_ONCE = { quietMs: 0, undoMs: 0, secondPerson: [] };

async function runChat(options: StoreOptions & { store?: string }): Promise<void> {
  const config = configFor(options);
  const script = loadContent(config);
  const dictionaries = openDictionaries(config, complain);
  const matching = { embedder: await openEmbedder(config), dictionaries };
  const reader = openReader(config);
  const store: Store = options.store
    ? await openMemoryStore(await readStoreFile(options.store, complain, reader))
    : await openStore(config);
  const onError = (error: unknown) =>
    complain(error instanceof Error ? `${error.stack}` : String(error));
  const { settings } = config;
  const parts = { store, script, ...matching, reader, painter: cardPainter, settings, onError };
  try {
    await (options.json ? playStdin(parts) : chat(parts));
  } finally {
    reader?.close();
    await store.close();
  }
}

async function playStdin(parts: PlayParts): Promise<void> {
  const settings = { ...parts.settings, ...AT_ONCE };
  const savePicture = createPictureFolder();
  const show = ({ to, reply: { text, choices }, picture }: Shown) => {
    const file = picture && { file: savePicture(picture) };
    printJson({ to, text, choices: choices.map(({ label }) => label), ...file });
  };
  const player = await Player.open({ ...parts, settings }, { start: Date.now(), show });
  const play = (line: string) => playLine(player, line);
  const failed = await eachLine(process.stdin, play, (line, problem) =>
    complain(`line ${line} ${problem}`),
  );
  await player.close();
  if (failed > 0) throw new Failure(`${failed} lines could not be played`);
}

function mimeOf(path: string): string {
  return (
    new Map(Object.entries(types)).get(extname(path).toLowerCase()) ?? 'application/octet-stream'
  );
}
