import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import { signMessage } from '../../src/http/sign-webhook.ts';
import { createWebhookClient } from '../../src/notify/webhook-client.ts';
import { signingKey } from '../../src/ports/webhook-client.ts';
import {
  addOrganisation,
  changeOrganisation,
  findOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { partnerRoutes } from '../../src/web/partner-api/partner-routes.ts';
import { type OpenStore, openInMemory } from '../support/both-stores.ts';
import { aMasterKey, anId, aPost } from '../support/builders.ts';
import { quickSecrets } from '../support/gate.ts';

/** What two citizens ask about; the number in it is nobody's. */
export const ASKED =
  'Petugas TPS di Bekasi minta transfer, hubungi 0812-3456-7890 atau buka https://daftar-tps.example/x';
export const HOUR = 3_600_000;

/** A message as a partner's server gets it. */
export interface Got {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A post with its doors for partners on a real port, and a partner with a server of its own. */
export async function openPartnerWorld({
  sweepMs = 60_000,
  open = openInMemory,
}: {
  sweepMs?: number;
  open?: OpenStore;
} = {}) {
  const key = aMasterKey();
  const store = await open(key);
  const secrets = quickSecrets(key);
  const courier = createWebhookClient(secrets, { allowsLoopback: true });
  const post = await aPost(store, { courier, sweepMs });
  const { deps } = post;
  const url = await serve(express().use(partnerRoutes({ deps, secrets })));
  const got: Got[] = [];
  const theirs = { status: 200 };
  const partner = express().use(express.text({ type: () => true }));
  const partnerUrl = await serve(
    partner.post('/*path', ({ path, headers, body }, response) => {
      got.push({ path, headers: headers as Record<string, string>, body });
      response.sendStatus(theirs.status);
    }),
  );
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const [webhook, second] = [`${partnerUrl}/in`, `${partnerUrl}/second`];
  const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', webhook, second } as const;
  await addOrganisation(deps, bawaslu, 'ayu');
  await post.report('ani', ASKED);
  const [found] = await store.cases.list('open', 1);
  const ticket = found?.ticket ?? '';
  const keyOf = async (id: string) => {
    const organisation = await findOrganisation(deps, id);
    return signingKey(secrets, organisation ?? { id, generation: 1 });
  };
  return {
    ...post,
    store,
    secrets,
    url,
    got,
    theirs,
    ticket,
    reference: `${ticket}-BAWASLU`,
    keyOf,
    refer: () =>
      referCase(deps, {
        ticket,
        organisation: 'bawaslu',
        threat: 'penipuan',
        answerMs: 24 * HOUR,
        by: 'rina',
      }),
    change: (make: Parameters<typeof changeOrganisation>[2]) =>
      changeOrganisation(deps, { id: 'bawaslu', by: 'ayu', what: 'test' }, make),
    /** Says how far the partner is, signed as their program would; returns status and answer. */
    async say(
      body: unknown,
      odd: { id?: string; at?: number; key?: Uint8Array; to?: string; door?: string } = {},
    ) {
      const { id = `msg-${anId()}-0001`, at = post.clock.now(), to = 'bawaslu' } = odd;
      const { door = 'status' } = odd;
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const timestamp = String(Math.floor(at / 1000));
      const signing = odd.key ?? (await keyOf('bawaslu'));
      const signature = signMessage(signing, { id, timestamp, body: text });
      const response = await fetch(`${url}/partner/${to}/${door}`, {
        method: 'POST',
        body: text,
        headers: {
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signature,
        },
      });
      const answer = (await response.json()) as Record<string, unknown>; // every answer is an object
      await post.settle();
      return [response.status, answer] as const;
    },
    toldOf: (name: string) =>
      post.heard.filter(({ text }) => text.includes(name)).map(({ text }) => text),
  };
}

async function serve(app: express.Express): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a listening server has one
}
