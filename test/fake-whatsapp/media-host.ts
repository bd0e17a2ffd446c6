import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
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

  private constructor(server: Server, stored: Map<string, Stored>) {
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo;
    this.host = `localhost:${port}`;
    this.#server = server;
    this.#stored = stored;
  }

  static async start(): Promise<MediaHost> {
    const stored = new Map<string, Stored>();
    const server = createServer({ cert: MEDIA_CERTIFICATE, key: MEDIA_KEY }, ({ url }, answer) => {
      const found = stored.get(url ?? '');
      answer.statusCode = !found ? 404 : found.expired ? 410 : 200;
      answer.end(answer.statusCode === 200 ? found?.bytes : '');
    });
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
}
