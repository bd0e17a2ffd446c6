import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** A request to the Graph API, taken apart. */
export interface GraphRequest {
  path: string;
  token: string;
  body: Buffer;
  contentType: string;
}

/** JSON or bytes with a status, or a broken line. */
export type GraphAnswer = 'hang-up' | { status: number; body: object | string };

type Answer = (request: GraphRequest) => GraphAnswer | Promise<GraphAnswer>;

/** The line between a caller and the Graph API. */
export class Line {
  /** How many milliseconds each way takes. */
  slowness: () => number = () => 0;
  /** Requests that were carried out, and whose callers did not live to hear so. */
  readonly unheard: string[] = [];

  async pass(): Promise<void> {
    const ms = this.slowness();
    if (ms > 0) await pause(ms);
  }
}

/** A server that is not listening yet. */
export function serveGraph(answer: Answer, line: Line): Server {
  return createServer((request, response) => {
    serve(request, response, { answer, line }).catch(() => response.destroy()); // the caller is gone
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, line }: { answer: Answer; line: Line },
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const path = (request.url ?? '').replace('/v24.0/', '').replace(/\?.*/, '');
  const token = (request.headers.authorization ?? '').replace('Bearer ', '');
  const body = Buffer.concat(parts);
  const contentType = request.headers['content-type'] ?? '';
  await line.pass();
  const given = await answer({ path, token, body, contentType });
  await line.pass();
  if (response.destroyed) line.unheard.push(body.toString('utf8'));
  else if (given === 'hang-up') response.destroy();
  else if (given.body instanceof Uint8Array) response.writeHead(given.status).end(given.body);
  else {
    response.writeHead(given.status, { 'content-type': 'application/json' });
    response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
  }
}
