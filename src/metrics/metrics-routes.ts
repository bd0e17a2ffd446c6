import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import type { Registry } from 'prom-client';
import { isFromThisMachine } from '../http/own-host.ts';

/**
 * `/metrics`, for Prometheus. With a token, whoever sends it may read, and nobody else: a proxy makes all
 * the world look like this machine. Without one, this machine alone may.
 */
export function metricsRoutes(registry: Registry, token: string | undefined): Router {
  return Router().get('/metrics', async (request, response) => {
    if (token === undefined ? !isFromThisMachine(request) : !isSent(request, token)) {
      if (token !== undefined) response.set('www-authenticate', 'Bearer');
      response.status(token === undefined ? 403 : 401).end();
      return;
    }
    response.set('cache-control', 'no-store').set('content-type', registry.contentType);
    response.send(await registry.metrics());
  });
}

/** Hashes have the same length and are compared in the same time, whatever was sent. */
function isSent({ headers }: Request, token: string): boolean {
  const [, sent = ''] = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
