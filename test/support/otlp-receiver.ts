import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import protobuf from 'protobufjs';
import { onTestFinished } from 'vitest';

/** A part of the protocol as OpenTelemetry publishes it, with the numbers of its fields. */
const { root } = protobuf.parse(readFileSync(join(import.meta.dirname, 'otlp.proto'), 'utf8'), {
  keepCase: true,
});

interface Attribute {
  key: string;
  value: { string_value?: string; double_value?: number; int_value?: number };
}

export interface ReceivedSpan {
  name: string;
  trace: string;
  id: string;
  parent: string;
  links: string[];
  attributes: Record<string, string | number | undefined>;
  startedAt: number;
  endedAt: number;
}

/** A server that takes traces and metrics by OTLP as protobuf over HTTP, as a collector does. */
export async function openReceiver() {
  const [spans, metrics] = [[] as ReceivedSpan[], new Map<string, unknown>()];
  const [bodies, resources] = [[] as Buffer[], [] as Attribute[]];
  let headers: IncomingMessage['headers'] = {};
  const server = createServer(async (request, response) => {
    const sent = Buffer.concat(await Array.fromAsync(request));
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    ({ headers } = request);
    bodies.push(body);
    if (request.url === '/v1/traces') {
      for (const each of decode('Traces', body).resource_spans ?? []) {
        resources.push(...(each.resource?.attributes ?? []));
        for (const scope of each.scope_spans) spans.push(...scope.spans.map(readSpan));
      }
    }
    if (request.url === '/v1/metrics') {
      for (const each of decode('Metrics', body).resource_metrics ?? []) {
        for (const scope of each.scope_metrics) {
          for (const metric of scope.metrics ?? []) metrics.set(metric.name, metric);
        }
      }
    }
    response.setHeader('content-type', 'application/x-protobuf').end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    metrics,
    resources,
    headers: () => headers,
    /** Everything that has come in, as it came. */
    all: () => Buffer.concat(bodies).toString('latin1'),
  };
}

function decode(type: 'Traces' | 'Metrics', body: Buffer) {
  const known = root.lookupType(type);
  return known.toObject(known.decode(body), { longs: Number });
}

type Wire = ReturnType<typeof decode>;

function readSpan(span: Wire): ReceivedSpan {
  const hex = (bytes: Buffer | undefined) => (bytes ? Buffer.from(bytes).toString('hex') : '');
  return {
    name: span.name,
    trace: hex(span.trace_id),
    id: hex(span.span_id),
    parent: hex(span.parent_span_id),
    links: (span.links ?? []).map((link: Wire) => hex(link.trace_id)),
    attributes: Object.fromEntries(
      (span.attributes ?? []).map(({ key, value }: Attribute) => [key, value.string_value]),
    ),
    startedAt: span.start_time_unix_nano / 1e6,
    endedAt: span.end_time_unix_nano / 1e6,
  };
}
