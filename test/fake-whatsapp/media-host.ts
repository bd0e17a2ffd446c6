import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { MEDIA_CERTIFICATE, MEDIA_KEY } from './media-certificate.ts';

interface Stored {
  bytes: Buffer;
  expired: boolean;
}

/** Where sealed media lie: an HTTPS server on localhost. */
export class MediaHost {
  /** `localhost:PORT`. */
  readonly host: string;
  readonly #server: Server;
  readonly #stored: Map<string, Stored>;
  /** How many of the next uploads are refused. */
  refusals = 0;

  private constructor(server: Server, stored: Map<string, Stored>) {
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo;
    this.host = `localhost:${port}`;
    this.#server = server;
    this.#stored = stored;
    server.on('request', (request, answer) => {
      if (request.method === 'POST') this.#take(request, answer).catch(() => answer.destroy());
    });
  }

  static async start(): Promise<MediaHost> {
    const stored = new Map<string, Stored>();
    const server = createServer(
      { cert: MEDIA_CERTIFICATE, key: MEDIA_KEY },
      ({ url, method }, answer) => {
        if (method !== 'GET') return;
        const found = stored.get(url ?? '');
        answer.statusCode = !found ? 404 : found.expired ? 410 : 200;
        answer.end(answer.statusCode === 200 ? found?.bytes : '');
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MediaHost(server, stored);
  }

  /** Keeps bytes; returns the path they are found under. */
  store(bytes: Buffer, expired = false): string {
    const path = `/v/${randomUUID()}?ccb=fake`;
    this.#stored.set(path, { bytes, expired });
    return path;
  }

  /** What lies at a path. */
  bytesAt(path: string): Buffer | undefined {
    return this.#stored.get(path)?.bytes;
  }

  /** Keeps what has expired once more, under a new path; nothing when it was never here. */
  restore(path: string): string | undefined {
    const found = this.#stored.get(path);
    return found && this.store(found.bytes);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Takes in what the client uploads, if it is what its name says. */
  async #take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const bytes = Buffer.concat(parts);
    const [, kind, hash] = /^\/mms\/(\w+)\/([^?]+)\?auth=/.exec(request.url ?? '') ?? [];
    const digest = createHash('sha256').update(bytes).digest('base64url');
    const isGood =
      ['image', 'document'].includes(kind ?? '') &&
      decodeURIComponent(hash ?? '').startsWith(digest);
    if (this.refusals > 0 || !isGood) {
      this.refusals = Math.max(0, this.refusals - 1);
      answer.writeHead(500).end('{}');
      return;
    }
    const path = this.store(bytes);
    answer.end(JSON.stringify({ url: `https://${this.host}${path}`, direct_path: path }));
  }
}
