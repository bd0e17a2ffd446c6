import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import type { Config } from '../config.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import { loadLibrary } from '../library.ts';
import { openPost, type Post } from '../post.ts';
import { healthRoutes } from './health-routes.ts';
import { type OpenChannel, openChannels } from './open-channels.ts';
import { openEmbedder } from './open-embedder.ts';
import { openJobs } from './open-jobs.ts';
import { openIndexShelf, openStore } from './open-store.ts';

/** A running server, and how to stop it. */
export interface Started {
  url: string;
  close(): Promise<void>;
}

const SWEEP_MS = 1000;

/** Runs everything in this process: the post, and the pages. */
export async function start(config: Config, log: Logger): Promise<Started> {
  const script = loadLibrary(config);
  const embedder = await openEmbedder(config);
  const store = await openStore(config);
  const opened = await openChannels(config, store, log);
  const post = await openPost({
    store,
    script,
    embedder,
    shelf: openIndexShelf(config),
    clock: systemClock,
    settings: config.settings,
    channels: opened.map(({ channel }) => channel),
    jobs: openJobs(config),
    sweepMs: SWEEP_MS,
    onError: (error) =>
      log.error({ reason: reasonOf(error) }, 'a job failed; the sweep tries again'),
  });
  const server = createServer(createApp(post, opened, log));
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    url: `http://${config.host}:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await post.close();
      for (const channel of opened) await channel.close();
      await store.close();
    },
  };
}

function createApp({ tipline, jobsHealth }: Post, opened: readonly OpenChannel[], log: Logger) {
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
  app.use(
    healthRoutes({
      channels: opened.map(({ channel }) => channel),
      jobs: jobsHealth,
      readStore: () => tipline.store.factChecks.count(),
    }),
  );
  for (const channel of opened) app.use(channel.connect(tipline));
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
