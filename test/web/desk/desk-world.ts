import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { TOTP } from 'otpauth';
import { onTestFinished } from 'vitest';
import type { AppDeps } from '../../../src/app/app-deps.ts';
import type { Role } from '../../../src/domain/accounts/permissions.ts';
import type { EvidenceReader } from '../../../src/domain/messages/evidence.ts';
import type { Settings } from '../../../src/domain/settings/settings.ts';
import { createFactCheckSource } from '../../../src/imports/create-source.ts';
import type { Store } from '../../../src/ports/store.ts';
import { printReport } from '../../../src/rendering/print-report.ts';
import type { AccountDeps } from '../../../src/services/accounts/account-deps.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import type { Machine } from '../../../src/web/desk/desk.ts';
import { reviewRoutes } from '../../../src/web/desk/review-routes.ts';
import { aMasterKey, aPost } from '../../support/builders.ts';
import { addWithPassword, PASSWORD, quickSecrets } from '../../support/gate.ts';
import { Browser } from './browser.ts';

/**
 * A post with its desk on a real port of this machine, and reviewers who come in by themselves; `more` are
 * pages beside the desk's.
 */
export async function openDesk(
  settings: Partial<Settings> = {},
  more: (deps: AppDeps) => Router[] = () => [],
  store: Store = openSqlite(':memory:', createSeal(aMasterKey())),
  reader?: EvidenceReader,
) {
  const factCheckSource = createFactCheckSource({ store, fetch: { allowsLoopback: true } });
  const post = await aPost(store, { settings, factCheckSource, ...(reader && { reader }) });
  const rules = { post: 'Posko', totpFrom: 'editor' as const };
  const gate: AccountDeps = {
    store,
    clock: post.clock,
    secrets: quickSecrets(aMasterKey()),
    rules,
  };
  const broken: unknown[] = [];
  const machine: Machine = {
    variables: [
      { name: 'POSKO_KEY', isSet: true },
      { name: 'POSKO_NAME', isSet: true, value: 'Posko' },
      { name: 'POSKO_PORT', isSet: false, value: '8080' },
    ],
    diagnose: async () => [{ name: 'disk', state: 'warning', detail: '90 MiB free in data' }],
  };
  const app = express();
  const onError = (error: unknown) => broken.push(error);
  app.use(
    '/review',
    reviewRoutes({ deps: post.deps, gate, machine, printReport, onError, lookMs: 20 }),
  );
  for (const router of more(post.deps)) app.use(router);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a listening server has one
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await post.close();
    await store.close();
  });
  const secrets = new Map<string, string>();
  const codeOf = (name: string) =>
    new TOTP({ secret: secrets.get(name) ?? '' }).generate({ timestamp: post.clock.now() });
  const add = async (name: string, role: Role) => {
    const withTotp = role === 'editor' || role === 'admin';
    const { account } = await addWithPassword(gate, { name, role, withTotp });
    if (account.totp) secrets.set(name, account.totp.secret);
    return account;
  };
  return {
    ...post,
    store,
    gate,
    url,
    app,
    broken,
    add,
    codeOf,
    secrets,
    browser: () => new Browser(url),
    /** A browser in which a new reviewer of a role has come in. */
    async enter(name: string, role: Role): Promise<Browser> {
      await add(name, role);
      const browser = new Browser(url);
      await browser.get('/review/login');
      await browser.post('/review/login', { name, password: PASSWORD });
      if (browser.path.startsWith('/review/code')) {
        await browser.post('/review/code', { code: codeOf(name) });
      }
      return browser;
    },
    /** The ticket of a case that a citizen has just asked for. */
    async ask(text: string, citizen = 'ani'): Promise<string> {
      const before = new Set((await store.cases.list('open', 1000)).map(({ id }) => id));
      await post.report(citizen, text);
      const open = await store.cases.list('open', 1000);
      return open.find(({ id }) => !before.has(id))?.ticket ?? '';
    },
    whats: async () => (await store.audit.list(100)).map(({ what }) => what),
  };
}
