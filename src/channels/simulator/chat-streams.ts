import type { Response } from 'express';

/** Maximum of streams held at once. */
const MOST = { all: 64, address: 32, citizen: 8 } as const;
/** Delay before a page that lost its stream to others reconnects. */
const COME_BACK_MS = 30_000;

interface Open {
  citizen: string;
  address: string;
  response: Response;
}

/** Open streams, oldest first: if there are too many, the oldest are closed. */
export class ChatStreams {
  readonly #open = new Set<Open>();

  add(stream: Open): void {
    const { citizen, address } = stream;
    this.#makeRoom(MOST.citizen, (open) => open.citizen === citizen);
    this.#makeRoom(MOST.address, (open) => open.address === address);
    this.#makeRoom(MOST.all, () => true);
    this.#open.add(stream);
    stream.response.on('close', () => this.#open.delete(stream));
  }

  #makeRoom(most: number, isMeant: (open: Open) => boolean): void {
    const meant = [...this.#open].filter(isMeant);
    for (const open of meant.slice(0, Math.max(0, meant.length - most + 1))) {
      this.#open.delete(open);
      open.response.end(`retry: ${COME_BACK_MS}\n\n`);
    }
  }
}
