import type { Config } from '../config/config.ts';
import type { OpenMetrics } from '../metrics/open-metrics.ts';

/** Gathers figures where the operator wants them; the library is loaded only then. */
export async function openMetricsFor({ metrics }: Config): Promise<OpenMetrics | undefined> {
  if (!metrics) return undefined;
  const { openMetrics } = await import('../metrics/open-metrics.ts');
  return openMetrics(metrics);
}
