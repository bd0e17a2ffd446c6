import type { Response } from 'express';

/** How many streams are held at once. */
const MOST = { all: 64, address: 32, citizen: 8 } as const;
/** A page that has lost its stream to others comes back, but not at once. */
const COME_BACK_MS = 30_000;

interface Open {
  citizen: string;
  address: string;
  response: Response;
}

/** The open streams, oldest first: where there are too many, the oldest make room. */
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
