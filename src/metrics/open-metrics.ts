import type { Router } from 'express';
import type { Observe } from '../ports/events.ts';
import { addGauges, type Sources } from './gauges.ts';
import { Metrics } from './metrics.ts';
import { metricsRoutes } from './metrics-routes.ts';

/** Where figures are gathered, and how they are read. */
export interface OpenMetrics {
  observe: Observe;
  /** The page of the figures, once there is something to look at. */
  connect(sources: Sources): Router;
}

/** Gathers figures from now on. */
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
