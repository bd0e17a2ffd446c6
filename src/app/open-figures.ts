import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { Logger } from 'pino';
import manifest from '../../package.json' with { type: 'json' };
import type { Config } from '../config/config.ts';
import type { Sources } from '../metrics/gauges.ts';
import { within } from '../ports/concurrency-limit.ts';
import { logEvents } from './log-events.ts';
import type { Role } from './open-channels.ts';

/** What gathers figures and traces; `connect` adds what is read when somebody looks, and returns the page for Prometheus. */
export type Figures = Awaited<ReturnType<typeof openFigures>>;

/** A receiver that does not answer holds up the end of a process no longer. */
const LAST_EXPORT_MS = 3000;

/** Gathers figures where the operator wants them; their libraries are loaded only then. */
export async function openFigures({ metrics: page, telemetry }: Config, role: Role, log: Logger) {
  if (!page && !telemetry) {
    return { observe: logEvents(log), connect: () => Router(), close: async () => {} };
  }
  const { version } = manifest;
  if (telemetry?.headers) process.env.OTEL_EXPORTER_OTLP_HEADERS = telemetry.headers; // its exporters read it there
  const { openMetrics, metricsRoutes } = await import('../metrics/open-metrics.ts');
  const { registry, observe, connect } = openMetrics();
  const exporting =
    telemetry &&
    (await import('../metrics/open-telemetry.ts')).openTelemetry({
      traces: telemetry.traces,
      metrics: telemetry.hasMetrics ? registry : undefined,
      attributes: {
        ...{ 'service.name': telemetry.service, 'service.version': version },
        ...{ 'service.instance.id': randomUUID(), 'posko.role': role },
      },
      onAway: () => log.warn('traces and metrics cannot be exported'),
    });
  return {
    observe: logEvents(log, (seen) => {
      observe(seen);
      exporting?.observe(seen);
    }),
    connect(sources: Omit<Sources, 'version'>) {
      connect({ ...sources, version });
      return page ? metricsRoutes(registry, page.token) : Router();
    },
    close: () => within(LAST_EXPORT_MS, Promise.resolve(exporting?.close()), () => undefined),
  };
}
