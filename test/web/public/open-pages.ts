import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import type { PublishedFactCheck } from '../../../src/domain/fact-checks/published-fact-check.ts';
import type { CardPainter } from '../../../src/ports/card-renderer.ts';
import { cardPainter } from '../../../src/rendering/paint-card.ts';
import { type PublicParts, publicPages } from '../../../src/web/public/public-pages.ts';
import { aPost } from '../../support/builders.ts';

export const BASE = 'https://cek.example.org';

/** The public pages on a store with these fact-checks, at an address of this machine. */
export async function openPages(
  factChecks: readonly PublishedFactCheck[],
  changes: Partial<PublicParts['publication']> & { painter?: CardPainter } = {},
) {
  const store = await openMemoryStore([]);
  await store.factChecks.save(factChecks);
  const { painter = cardPainter, ...more } = changes;
  const post = await aPost(store, {
    painter,
    settings: { site: { number: '6281112345678', showsSamples: true } },
  });
  const publication = { url: BASE, showsSamples: true, ...more };
  const app = express().use(publicPages({ deps: post.deps, publication }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await post.close();
    await store.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const url = `http://127.0.0.1:${port}`;
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', headers });
  return { ...post, app, store, url, ask, read: async (path: string) => (await ask(path)).text() };
}
