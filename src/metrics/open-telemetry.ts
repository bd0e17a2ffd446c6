import { type Attributes, diag, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import * as tracing from '@opentelemetry/sdk-trace';
import type { Registry } from 'prom-client';
import type { Observation, Timed } from '../ports/events.ts';
import { exportMetrics } from './export-metrics.ts';

/** What is exported: a part of the traces, if any, and the metrics of a registry. */
interface Telemetry {
  traces: { share: number } | undefined;
  metrics: Registry | undefined;
  /** What tells this process from others there. */
  attributes: Attributes;
  /** Told once, where the receiver does not answer. */
  onAway(): void;
}

/** Exports traces and metrics by OTLP, to where the standard variables lead. */
export function openTelemetry({ traces, metrics, attributes, onAway }: Telemetry) {
  let tell = onAway;
  const error = () => {
    tell();
    tell = nothing;
  };
  diag.setLogger({ error, warn: nothing, info: nothing, debug: nothing, verbose: nothing });
  const detected = detectResources({ detectors: [envDetector] });
  const resource = resourceFromAttributes(attributes).merge(detected);
  const drawing = traces && openTracing(traces.share, resource);
  const pushing = metrics && exportMetrics(metrics, resource);
  // A receiver that refuses the last of it has been told of once.
  const close = () => Promise.allSettled([drawing?.close(), pushing?.shutdown()]);
  return { observe: drawing?.observe ?? nothing, close };
}

const nothing = () => {};

const SPANS = { received: 'receive', turn: 'turn', tried: 'send' };
/** The only fields that leave with a span; each holds one of a few words of ours, or a code of WhatsApp. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['channel', 'outcome', 'code']);

/** Draws what has happened as spans, with their times, random ids and nothing of a citizen's. */
function openTracing(share: number, resource: tracing.TracerProviderOptions['resource']) {
  const ids = new tracing.RandomIdGenerator();
  let begun: SpanContext | undefined;
  const provider = new tracing.TracerProvider({
    ...(resource && { resource }),
    sampler: new tracing.TraceIdRatioBasedSampler(share),
    spanProcessors: [new tracing.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
    idGenerator: {
      generateTraceId: () => begun?.traceId ?? ids.generateTraceId(),
      generateSpanId: () => begun?.spanId ?? ids.generateSpanId(),
    },
  });
  const tracer = provider.getTracer('posko');
  const draw = (name: string, seen: Timed, parent?: SpanContext, others: SpanContext[] = []) => {
    const listed = Object.entries(seen).filter(([key, value]) => ATTRIBUTES.has(key) && value);
    const attributes = Object.fromEntries(listed.map(([key, value]) => [`posko.${key}`, value]));
    const links = others.map((context) => ({ context }));
    const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    const span = tracer.startSpan(name, { startTime: seen.at, links, attributes }, context);
    span.end(seen.at + seen.ms);
    return span.spanContext();
  };
  const observe = (seen: Observation) => {
    if (!('traces' in seen) || seen.outcome === 'waited') return;
    const spans = seen.traces.map(firstSpan);
    if (seen.type === 'received') {
      for (begun of spans) draw(SPANS.received, seen);
      begun = undefined;
      return;
    }
    const span = draw(SPANS[seen.type], seen, spans[0], spans.slice(1));
    if (seen.type === 'turn') for (const step of seen.steps) draw(step.name, step, span);
  };
  return { observe, close: () => provider.shutdown() };
}

/** The span that a trace begins with: its id is known without having been kept. */
function firstSpan(traceId: string): SpanContext {
  return { traceId, spanId: traceId.slice(0, 16), traceFlags: 1, isRemote: true };
}
