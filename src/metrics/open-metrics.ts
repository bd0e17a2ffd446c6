import type { Router } from 'express';
import type { Observe } from '../ports/events.ts';
import { addGauges, type Sources } from './gauges.ts';
import { Metrics } from './metrics.ts';
import { metricsRoutes } from './metrics-routes.ts';

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
