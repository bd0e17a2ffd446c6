import { createHash } from 'node:crypto';
import { join } from 'node:path';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { factsOf, type Verdict } from '../../domain/fact-checks/verdicts.ts';
import { type Address, MAX_FILE } from '../../domain/messages/message.ts';
import { hostName, isFromOwnPage, isLoopbackName } from '../../http/own-host.ts';
import type { Delivered } from '../../services/messaging/receive.ts';
import type { Entry, Phones } from './phones.ts';
import { addressOf, toDelivered, type Writing } from './simulator.ts';

export interface SimulatorHost {
  phones: Phones;
  post: string;
  /** Hosts besides this machine's names under which the pages are served. */
  hosts: readonly string[];
  samples(): { title: string; text: string; verdict: Verdict }[];
  receive(delivered: Delivered): Promise<unknown>;
  onTyping(from: Address, isTyping: boolean): void;
  readMedia(sha256: string): Promise<{ mime: string; bytes: Uint8Array } | undefined>;
  now(): number;
}

/** How the page colours a verdict. */
function toneOf(verdict: Verdict): 'bad' | 'fair' | 'good' {
  const { truth, rating } = factsOf(verdict);
  if (truth === 'true' || truth === 'explained') return 'good';
  return rating === 1 ? 'bad' : 'fair';
}

const CHANNEL = 'simulator';
const KEEP_ALIVE_MS = 15_000;

const citizenSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,30}$/, 'nama warga hanya boleh huruf kecil dan angka');
const score = z.coerce.number().int().min(0).max(127);
const messageSchema = z.strictObject({
  text: z.string().max(1_100_000),
  forwarded: z.boolean().optional(),
  forwardingScore: score.optional(),
  choice: z.string().max(500).optional(),
});
const typingSchema = z.strictObject({ isTyping: z.boolean() });
const fileQuerySchema = z.object({
  name: z.string().max(200).default('berkas'),
  caption: z.string().max(5000).default(''),
  forwardingScore: score.default(0),
});

/** Serves the chat page at `/chat` and its endpoints. */
export function simulatorRoutes(host: SimulatorHost): Router {
  const router = Router();
  const page = join(import.meta.dirname, 'page');
  const streams = new ChatStreams();
  router.use('/chat', guardChat(host.hosts));
  router.get('/chat', (_, response) => response.sendFile(join(page, 'chat.html')));
  router.use('/chat/page', express.static(page, { index: false }));
  router.get('/chat/api/about', (_, response) => response.json({ post: host.post }));
  router.get('/chat/api/samples', (_, response) =>
    response.json(host.samples().map((each) => ({ ...each, tone: toneOf(each.verdict) }))),
  );
  router.get('/chat/api/phones/:citizen', (request, response) =>
    response.json({ messages: host.phones.read(citizenOf(request)) }),
  );
  router.get('/chat/api/phones/:citizen/events', (request, response) =>
    stream({ host, streams }, request, response),
  );
  // Nothing else is read: a form of a foreign page can send any other body.
  const readJson = express.json({ limit: '2mb' });
  const onMessage: RequestHandler = (request, response) =>
    take(host, { request, response }, messageSchema.parse(request.body));
  router.post('/chat/api/phones/:citizen/messages', readJson, onMessage);
  const onTyping: RequestHandler = (request, response) => {
    const { isTyping } = typingSchema.parse(request.body);
    host.onTyping(addressOf(CHANNEL, citizenOf(request)), isTyping);
    response.status(204).end();
  };
  router.post('/chat/api/phones/:citizen/typing', readJson, onTyping);
  router.post(
    '/chat/api/phones/:citizen/files',
    express.raw({ type: () => true, limit: MAX_FILE }),
    (request, response) => takeFile(host, request, response),
  );
  router.get('/chat/api/files/:sha256', (request, response) => sendFile(host, request, response));
  return router;
}

/** Answers only under known names and to its own pages, as the simulator has no login and browsers show other pages too. */
function guardChat(hosts: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.set('cross-origin-resource-policy', 'same-origin');
    const name = hostName(request.headers.host);
    if (!isLoopbackName(name) && !hosts.includes(name)) {
      response.status(403).json({ error: 'Halaman ini tidak terbuka di alamat ini.' });
      return;
    }
    const isFollowed = request.method === 'GET' && request.path === '/';
    // A link elsewhere may lead to the page itself, which changes nothing.
    if (isFollowed || isFromOwnPage(request)) next();
    else response.status(403).json({ error: 'Halaman lain tidak boleh memakai halaman ini.' });
  };
}

function citizenOf(request: Request): string {
  return citizenSchema.parse(request.params.citizen);
}

function stream(
  { host: { phones }, streams }: { host: SimulatorHost; streams: ChatStreams },
  request: Request,
  response: Response,
): void {
  const citizen = citizenOf(request);
  streams.add({ citizen, address: request.ip ?? '', response });
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(': connected\n\n');
  const stop = phones.listen(citizen, (entry) => {
    response.write(`event: message\ndata: ${JSON.stringify(entry)}\n\n`);
  });
  const beat = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}

async function takeFile(host: SimulatorHost, request: Request, response: Response): Promise<void> {
  const { name, caption: text, forwardingScore } = fileQuerySchema.parse(request.query);
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
    response.status(415).json({ error: 'Berkasnya kosong.' });
    return;
  }
  const mime = (request.headers['content-type'] ?? 'application/octet-stream').slice(0, 100);
  await take(host, { request, response }, { text, forwardingScore, file: { bytes, mime, name } });
}

async function take(
  host: SimulatorHost,
  { request, response }: { request: Request; response: Response },
  writing: Writing,
): Promise<void> {
  const [citizen, now] = [citizenOf(request), host.now()];
  const delivered = toDelivered({ channel: CHANNEL, citizen, now }, writing);
  await host.receive(delivered);
  const { id, text, forwarded, forwardingScore } = delivered.message;
  const entry: Entry = { id, from: 'citizen', text, at: now, forwarded, forwardingScore };
  if (writing.file) {
    const { bytes, mime, name } = writing.file;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    entry.file = { sha256, mime, name };
  }
  host.phones.add(citizen, entry);
  response.status(202).json({ id });
}

async function sendFile(host: SimulatorHost, request: Request, response: Response): Promise<void> {
  const sha256 = String(request.params.sha256);
  const found = host.phones.hasFile(sha256) ? await host.readMedia(sha256) : undefined;
  if (!found) {
    response.status(404).json({ error: 'Berkas sudah tidak ada.' });
    return;
  }
  const isShown = /^(image\/(jpeg|png|webp|gif)|video\/|audio\/)/.test(found.mime);
  response.set('content-type', isShown ? found.mime : 'application/octet-stream');
  if (!isShown) response.set('content-disposition', 'attachment');
  response.send(Buffer.from(found.bytes));
}

/** Maximum of streams held at once. */
const MOST = { all: 64, address: 32, citizen: 8 } as const;

/** Delay before a page that lost its stream to others reconnects. */
const COME_BACK_MS = 30_000;

interface Open {
  citizen: string;
  address: string;
  response: Response;
}

/** Open streams, oldest first: if there are too many, the oldest are closed. */
class ChatStreams {
  readonly #open = new Set<Open>();

  add(stream: Open): void {
    const { citizen, address } = stream;
    this.#makeRoom(MOST.citizen, (open) => open.citizen === citizen);
    this.#makeRoom(MOST.address, (open) => open.address === address);
    this.#makeRoom(MOST.all, () => true);
    this.#open.add(stream);
    stream.response.on('close', () => this.#open.delete(stream));
  }

  #makeRoom(most: number, isMeant: (open: Open) => boolean): void {
    const meant = [...this.#open].filter(isMeant);
    for (const open of meant.slice(0, Math.max(0, meant.length - most + 1))) {
      this.#open.delete(open);
      open.response.end(`retry: ${COME_BACK_MS}\n\n`);
    }
  }
}
