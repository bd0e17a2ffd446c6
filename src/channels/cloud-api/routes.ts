import { createHmac, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { parseJson } from '../../domain/text/parse-json.ts';
import { readWebhook, type Webhook } from './read-webhook.ts';

export interface WebhookHost {
  numberIds: readonly string[];
  appSecret: string;
  verifyToken: string;
  now(): number;
  /** Stores everything from a webhook, which is acknowledged only then. */
  keep(webhook: Webhook): Promise<void>;
  onUnread(count: number): void;
  onUnknown(field: string): void;
  /** Called for another number: most likely the configured id is wrong. */
  onForeign(count: number): void;
  onError(error: unknown): void;
}

const MAX_BODY = 4 * 1024 * 1024;

/** Serves `/webhook` for the Cloud API: Meta's check of the address, and its deliveries. */
export function webhookRoutes(host: WebhookHost): Router {
  const router = Router();
  router.get('/webhook', (request, response) => verify(host, request, response));
  const known = new Set<string>();
  const body = express.raw({ type: () => true, limit: MAX_BODY });
  router.post('/webhook', body, (request, response) => take(host, known, request, response));
  return router;
}

function verify({ verifyToken }: WebhookHost, { query }: Request, response: Response): void {
  const challenge = query['hub.challenge'];
  const isMeant = query['hub.mode'] === 'subscribe' && typeof challenge === 'string';
  if (isMeant && isSameSecret(String(query['hub.verify_token']), verifyToken)) {
    response.type('text/plain').send(challenge);
  } else response.sendStatus(403);
}

async function take(host: WebhookHost, known: Set<string>, request: Request, response: Response) {
  const body: unknown = request.body;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (!isSigned(bytes, request.get('x-hub-signature-256'), host.appSecret)) {
    response.sendStatus(401);
    return;
  }
  // What makes no sense is answered with 200 too: to deliver it again for days would not help.
  const json = parseJson(z.unknown(), bytes.toString('utf8'));
  const webhook = readWebhook(json, { accounts: host.numberIds, now: host.now() });
  if (webhook.unread > 0) host.onUnread(webhook.unread);
  for (const field of new Set(webhook.unknown).difference(known)) host.onUnknown(field);
  for (const field of webhook.unknown) known.add(field);
  if (webhook.foreign > 0) host.onForeign(webhook.foreign);
  try {
    await host.keep(webhook);
  } catch (error) {
    host.onError(error);
    response.sendStatus(503); // Meta delivers it again, for up to seven days
    return;
  }
  response.sendStatus(200);
}

/** Whether `X-Hub-Signature-256` of a webhook signs exactly these bytes with the app secret. */
function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const given = Buffer.from(/^sha256=([0-9a-f]{64})$/i.exec(signature ?? '')?.[1] ?? '', 'hex');
  const expected = createHmac('sha256', secret).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Compares two secrets in constant time. */
function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
