import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { Phones } from '../channels/simulator/phones.ts';
import { simulatorRoutes } from '../channels/simulator/routes.ts';
import { Simulator } from '../channels/simulator/simulator.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import { loadLibrary } from '../library.ts';
import { openPost, type Post } from '../post.ts';
import { loadSamples } from '../samples/load-samples.ts';
import { receive } from '../tipline/receive.ts';
import { openEmbeddedStore } from './open-store.ts';

/** A running server, and how to stop it. */
export interface Started {
  url: string;
  close(): Promise<void>;
}

const SWEEP_MS = 1000;

/** Runs everything in this process: the post, and the pages. */
export async function start(config: Config, log: Logger): Promise<Started> {
  const script = loadLibrary(config);
  const store = await openEmbeddedStore(config);
  const phones = new Phones(join(config.dataFolder, 'simulator.db'));
  const simulator = new Simulator('simulator', (citizen, reply) => {
    const { id, text, choices } = reply;
    phones.add(citizen, { id, from: 'bot', text, choices, at: systemClock.now() });
  });
  const post = await openPost({
    store,
    script,
    clock: systemClock,
    settings: config.settings,
    channels: config.hasSimulator ? [simulator] : [],
    sweepMs: SWEEP_MS,
    onError: (error) =>
      log.error({ reason: reasonOf(error) }, 'a job failed; the sweep tries again'),
  });
  const server = createServer(createApp(config, post, { phones, log }));
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    url: `http://${config.host}:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await post.close();
      phones.close();
      await store.close();
    },
  };
}

function createApp(config: Config, post: Post, { phones, log }: { phones: Phones; log: Logger }) {
  const app = express().disable('x-powered-by');
  app.use((_, response, next) => {
    response.set({
      'content-security-policy':
        "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    next();
  });
  app.get('/healthz', (_, response) => response.json({ status: 'ok' }));
  if (config.hasSimulator) {
    const { tipline } = post;
    app.get('/', (_, response) => response.redirect('/chat'));
    app.use(
      simulatorRoutes({
        phones,
        post: config.settings.post,
        samples: sampleMessages,
        receive: (delivered) => receive(tipline, [delivered]),
        readMedia: (sha256) => tipline.store.media.read(sha256),
        now: systemClock.now,
      }),
    );
  }
  app.use((_, response) => response.status(404).json({ error: 'Halaman ini tidak ada.' }));
  app.use(answerError(log));
  return app;
}

function answerError(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log.error({ reason: reasonOf(error) }, 'a request failed');
    response
      .status(status)
      .json({ error: MESSAGES[status] ?? 'Ada yang salah di sini. Coba lagi.' });
  };
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Permintaan ini tidak dapat dibaca.',
  413: 'Berkasnya terlalu besar. Batasnya 16 MB.',
};

function statusOf(error: unknown): number {
  if (error instanceof ZodError) return 400;
  const isHttp = error instanceof Error && 'status' in error && typeof error.status === 'number';
  return isHttp ? Number(error.status) : 500;
}

/** The message of an error; use cases never put personal data into one. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function sampleMessages() {
  return loadSamples().flatMap(({ title, verdict, narratives: [text] }) =>
    text === undefined ? [] : { title, verdict, text },
  );
}
