import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import type { Registry } from 'prom-client';
import { isFromThisMachine } from '../http/own-host.ts';
import type { Observe } from '../ports/events.ts';
import { addGauges, type Sources } from './gauges.ts';
import { Metrics } from './metrics.ts';

/** Collector of metrics, and their page. */
export interface OpenMetrics {
  observe: Observe;
  /** Returns the page of the metrics, once there are sources. */
  connect(sources: Sources): Router;
}

/** Starts collecting metrics. */
export function openMetrics({ token }: { token: string | undefined }): OpenMetrics {
  const { registry, observe } = new Metrics();
  return {
    observe,
    connect(sources) {
      addGauges(registry, sources);
      return metricsRoutes(registry, token);
    },
  };
}

/** Serves `/metrics` to holders of the token, as behind a proxy every client looks local; without one, to this machine. */
function metricsRoutes(registry: Registry, token: string | undefined): Router {
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

/** Hashes have the same length and are compared in constant time. */
function isSent({ headers }: Request, token: string): boolean {
  const [, sent = ''] = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
