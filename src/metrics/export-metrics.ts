import { type HrTime, ValueType } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import type { Resource } from '@opentelemetry/resources';
import * as sdk from '@opentelemetry/sdk-metrics';
import type { Registry } from 'prom-client';

/** A metric as the registry tells of it; its own types leave the values out. */
interface Metric extends Record<'name' | 'help' | 'type', string> {
  /** Which part of a histogram each is of, stands in its name. */
  values: { value: number; labels: Record<string, string | number>; metricName?: string }[];
}

/** Pushes by OTLP, once a minute, what the page for Prometheus shows. */
export function exportMetrics(registry: Registry, resource: Resource): sdk.MeterProvider {
  const startTime = toHrTime(Date.now());
  const collect = async () => {
    const times = { startTime, endTime: toHrTime(Date.now()) };
    const found = (await registry.getMetricsAsJSON()) as unknown as Metric[];
    const metrics = found.map((metric) => convert(metric, times));
    const scopeMetrics = [{ scope: { name: 'posko' }, metrics }];
    return { resourceMetrics: { resource, scopeMetrics }, errors: [] };
  };
  const reader = new sdk.PeriodicExportingMetricReader({
    ...{ exporter: new OTLPMetricExporter(), metricProducers: [{ collect }] },
  });
  return new sdk.MeterProvider({ resource, readers: [reader] });
}

function convert(
  { name, help: description, type, values }: Metric,
  times: Record<'startTime' | 'endTime', HrTime>,
): sdk.MetricData {
  const unit = name.endsWith('_seconds') ? 's' : name.endsWith('_bytes') ? 'By' : '';
  const common = {
    descriptor: { name, description, unit, valueType: ValueType.DOUBLE },
    aggregationTemporality: sdk.AggregationTemporality.CUMULATIVE,
  };
  const dataPoints = values.map(({ value, labels }) => ({ ...times, attributes: labels, value }));
  const { SUM, GAUGE, HISTOGRAM } = sdk.DataPointType;
  if (type === 'counter') return { ...common, dataPointType: SUM, isMonotonic: true, dataPoints };
  if (type !== 'histogram') return { ...common, dataPointType: GAUGE, dataPoints };
  const series = Map.groupBy(values, ({ labels: { le: _, ...labels } }) => JSON.stringify(labels));
  const histograms = [...series].map(([labels, of]) => ({
    ...{ ...times, attributes: JSON.parse(labels), value: toHistogram(of) },
  }));
  return { ...common, dataPointType: HISTOGRAM, dataPoints: histograms };
}

/** Prometheus counts in each bucket what is in those below it too; OTLP does not. */
function toHistogram(values: Metric['values']) {
  const of = (part: string) => values.filter(({ metricName = '' }) => metricName.endsWith(part));
  const buckets = of('_bucket');
  const counts = buckets.map(({ value }, at) => value - (buckets[at - 1]?.value ?? 0));
  const boundaries = buckets.map(({ labels: { le } }) => Number(le)).filter(Number.isFinite);
  const [sum = 0, count = 0] = [...of('_sum'), ...of('_count')].map(({ value }) => value);
  return { buckets: { boundaries, counts }, sum, count };
}

const toHrTime = (ms: number): HrTime => [Math.floor(ms / 1000), (ms % 1000) * 1e6];
