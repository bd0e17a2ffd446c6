import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import { WebhookBatch } from '../../../src/channels/cloud-api/batch.ts';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import { webhookRoutes } from '../../../src/channels/cloud-api/routes.ts';
import { keepWebhook } from '../../../src/channels/cloud-api/save-webhook.ts';
import type { Address } from '../../../src/domain/messages/message.ts';
import type { Settings } from '../../../src/domain/settings/settings.ts';
import type { VirtualClock } from '../../../src/jobs/local/virtual-clock.ts';
import type { CardPainter } from '../../../src/ports/card-renderer.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createChannelPauses } from '../../../src/services/messaging/channel-pauses.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { FakeGraph } from '../../fake-graph/fake-graph.ts';
import { aMasterKey, anId, aPost } from '../../support/builders.ts';

/** Where a citizen of the fake Graph API is reached. */
export function cloudAddress(sender: string, phone?: string): Address {
  const address = { channel: 'cloud-api', account: '100000000000001', chat: sender, sender };
  return phone === undefined ? address : { ...address, phone };
}

/** The settings that lead to a fake Graph API. */
export function settingsFor(graph: FakeGraph) {
  return {
    baseUrl: graph.url,
    token: graph.token,
    numberId: graph.numberId,
    timeoutMs: 60_000, // silence is a connection that hangs up
    template: { name: 'kabar_posko', language: 'id' },
    reconcileMs: 60_000,
  };
}

/** A fake Graph API that is closed when the test is over. */
export async function aGraph(numberId?: string): Promise<FakeGraph> {
  const graph = await FakeGraph.start(numberId === undefined ? {} : { numberId });
  onTestFinished(() => graph.close());
  return graph;
}

/** A whole post behind a webhook, on a store in memory, with a virtual clock that both sides share. */
export async function aCloudPost(
  options: {
    path?: string;
    masterKey?: Uint8Array;
    painter?: CardPainter;
    /** The number of this post; another post may have another one on the same store. */
    numberId?: string;
    store?: Store;
    clock?: VirtualClock;
    settings?: Partial<Settings>;
  } = {},
) {
  const graph = await aGraph(options.numberId);
  const store =
    options.store ??
    openSqlite(options.path ?? ':memory:', createSeal(options.masterKey ?? aMasterKey()));
  let now = () => 0;
  const pauses = createChannelPauses(store.documents);
  const channel = new CloudApi(settingsFor(graph), () => now(), {
    pauses,
    documents: store.documents,
  });
  const { clock, painter, settings = {} } = options;
  const post = await aPost(store, {
    channel,
    seed: anId(),
    painter,
    settings,
    ...(clock ? { clock } : {}),
  });
  now = post.clock.now.bind(post.clock);
  graph.now = now;
  const errors: unknown[] = [];
  const foreign: number[] = [];
  const unknown: string[] = [];
  const numbers = new Map([[channel.account, channel]]);
  const batch = new WebhookBatch((webhook) => keepWebhook(post.deps, numbers, webhook));
  const app = express().use(
    webhookRoutes({
      numberIds: [graph.numberId],
      appSecret: graph.appSecret,
      verifyToken: graph.verifyToken,
      now,
      keep: (webhook) => batch.add(webhook),
      onUnread: () => {},
      onUnknown: (field) => unknown.push(field),
      onForeign: (count) => foreign.push(count),
      onError: (error) => errors.push(error),
    }),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const url = `http://127.0.0.1:${port}/webhook`;
  graph.connect(url);
  onTestFinished(async () => {
    await graph.settle();
    server.closeAllConnections();
    server.close();
    await post.close();
    if (!options.store) await store.close();
  });
  /** Lets everything happen that can at this moment; paced messages get the time they need. */
  const settle = async () => {
    for (let round = 0; round < 12; round += 1) {
      await post.settle();
      await graph.settle();
      await post.clock.advance(100, () => post.settle());
    }
  };
  return { graph, store, channel, post, url, settle, errors, foreign, unknown };
}
