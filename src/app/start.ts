import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { OpenJobs } from '../jobs/running-jobs.ts';
import { createWebhookClient } from '../notify/webhook-client.ts';
import { cardPainter } from '../rendering/paint-card.ts';
import { makeSetupToken } from '../services/accounts/set-up.ts';
import { statusOf } from '../web/shared/status-of.ts';
import { type App, startApp } from './app.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { type HealthParts, healthRoutes, readReadiness } from './health-routes.ts';
import { removeStaleDrills } from './last-backup.ts';
import { loadContent } from './load-content.ts';
import { createAccountDeps } from './open-accounts.ts';
import { type OpenChannel, openChannels, type Role } from './open-channels.ts';
import { openEmbedder } from './open-embedder.ts';
import { type Figures, openFigures } from './open-figures.ts';
import { openMatching } from './open-matching.ts';
import { openFactCheckSource, openOutside, openReader } from './open-reader.ts';
import { openIndexSnapshots, openStore } from './open-store.ts';
import { createPing } from './ping.ts';
import texts from './start-texts.json' with { type: 'json' };
import { Failure } from './user-error.ts';
import { figuresOf, lookInto, watchOver, watchWrites } from './watch-process.ts';

export type Started = Awaited<ReturnType<typeof start>>;

const SWEEP_MS = 1000;
/** Who says nothing, or a little at a time, holds a connection no longer; a file of 16 MB may take two minutes. */
const REQUESTS = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 2000,
};
const MAX_CONNECTIONS = 4000;
const LAST_ANSWERS_MS = 2000;
/** Answers first; a visitor after an update in place would mix its files with the old ones. */
const PAGES_MS = 1000;

/** Runs one role of the tipline in this process, with its pages. */
export async function start(config: Config, log: Logger, role: Role = 'start') {
  if (role !== 'start' && config.redisUrl === undefined) throw new Failure(NEEDS_REDIS);
  const script = loadContent(config);
  await removeStaleDrills(config.dataFolder);
  const tell = (what: string) => log.warn(what);
  const matching = openMatching(config, { tell, now: Date.now }); // it loads while the rest is opened
  const { store, writes } = watchWrites(await openStore(config), (what) => log.error(what));
  const [figures, reader] = [await openFigures(config, role, log), openReader(config)]; // the reader's processes start with the first file
  const accounts = createAccountDeps(config, store);
  const opened = await openChannels(config, { role, store, log });
  const channels = opened.map(({ channel }) => channel);
  const app = await startApp({
    ...{ store, script, channels, reader, writes, clock: systemClock },
    embedder: await openEmbedder(config, figures.observe),
    ...{ ...matching, shelf: openIndexSnapshots(config) },
    ...openOutside(config, tell),
    painter: cardPainter,
    onProgress: (done, all) => log.info(`index: ${done} of ${all} fact-checks`),
    settings: config.settings,
    signLink: (text) => accounts.secrets.digest('report-link', text), // the same in every process
    factCheckSource: openFactCheckSource({ store, ...config.sources }),
    courier: createWebhookClient(accounts.secrets),
    jobs: await openJobs(config),
    isWorker: role !== 'serve',
    sweepMs: SWEEP_MS,
    watch: await watchOver(config),
    observe: figures.observe,
    onError: (error) => log.error({ error }, 'a job failed; the sweep tries again'),
  });
  const health = { channels, jobs: app.jobsHealth, ...lookInto(config, app.deps, reader) };
  const server = createPageServer(app, { config, role, opened, health, figures, log });
  const url = `http://${config.host}:${await listen(server, config)}`;
  const ping = startPing(role === 'work' ? undefined : config.pingUrl, health, log);
  const token = role === 'work' ? undefined : await makeSetupToken(accounts);
  return {
    url,
    /** Where the first account of the desk is made; only as long as there is none. */
    setupUrl: token && `${url}/review/setup?token=${token}`,
    async close() {
      await stopServing(server);
      await app.close();
      reader?.close();
      for (const part of [ping, ...opened, store, figures]) await part.close();
    },
  };
}

const NEEDS_REDIS =
  'POSKO_REDIS_URL is not set: several processes share their work through Redis; "posko start" does without';

/** How often an outside service hears that all is well. */
const PING_MS = 60_000;

function startPing(url: string | undefined, health: HealthParts, log: Logger) {
  const readState = async () => (await readReadiness(health)).state;
  const ping = url && createPing({ url, readState, warn: (what) => log.warn(what) });
  if (ping) void ping();
  const pinging = ping ? setInterval(ping, PING_MS) : undefined;
  return { close: () => clearInterval(pinging) };
}

async function listen(server: Server, { host, port }: Config): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const remedy = CANNOT_LISTEN[code];
    throw remedy === undefined ? error : new Failure(`port ${port} of ${host} ${remedy}`);
  }
  return (server.address() as AddressInfo).port; // a listening TCP server has one
}

/** By the code of the error; what is wrong and what to do. */
const CANNOT_LISTEN: Readonly<Record<string, string>> = texts.listen;

/** Takes no more requests and lets those end that are being answered; what streams is cut off. */
async function stopServing(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed.finally(() => clearTimeout(cut));
}

interface AppParts {
  config: Config;
  role: Role;
  opened: readonly OpenChannel[];
  health: HealthParts;
  figures: Figures;
  log: Logger;
}

function createPageServer({ deps }: App, { config, role, opened, health, figures, log }: AppParts) {
  const app = express().disable('x-powered-by').set('trust proxy', config.proxies);
  app.use((request, response, next) => {
    if (request.secure) response.set('strict-transport-security', 'max-age=31536000');
    response.set({
      'content-security-policy':
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    next();
  });
  app.use(healthRoutes(health));
  const sources = { ...health, now: deps.clock.now, load: deps.store.load };
  app.use(figures.connect({ ...sources, figures: figuresOf(config, deps) }));
  for (const channel of opened) app.use(channel.connect(deps));
  const { createServer } = process.getBuiltinModule('node:http'); // see `guardedRequest`
  const server = Object.assign(createServer(REQUESTS, app), { maxConnections: MAX_CONNECTIONS });
  let pages: Router | undefined;
  const loadPages = async () => {
    const { pageRoutes } = await import('./page-routes.ts');
    pages ??= pageRoutes(config, deps, log);
    return pages;
  };
  if (role !== 'work') {
    app.use(async (...visit) => (pages ?? (await loadPages()))(...visit));
    const onError = (error: unknown) => log.error({ error }, 'the pages could not be loaded yet');
    const load = () =>
      server.listening ? loadPages().then(giveBackMemory).catch(onError) : undefined;
    server.once('listening', () => setTimeout(load, PAGES_MS).unref());
  }
  app.use((_, response) => response.status(404).json({ error: 'Halaman ini tidak ada.' }));
  app.use(answerError(log));
  return server;
}

function answerError(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status >= 500) log.error({ error }, 'a request failed');
    response.status(status).json({ error: MESSAGES[status] ?? texts.status[500] });
  };
}

const MESSAGES: Readonly<Record<number, string>> = texts.status;

async function openJobs({ redisUrl }: Config): Promise<OpenJobs | undefined> {
  if (redisUrl === undefined) return undefined;
  // BullMQ takes memory that a single process need not spend.
  const { openBullmqJobs } = await import('../jobs/bullmq/bullmq-jobs.ts');
  return openBullmqJobs({ url: redisUrl });
}
