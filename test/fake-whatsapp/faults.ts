/** Why the server turns a client away. */
export type Refusal = 401 | 403 | 405 | 503;

/** What is to go wrong. */
export class Faults {
  refusal: Refusal | null = null;
  ackDelay = 0;
  readonly #nacks: number[] = [];

  nackNext(error: number, count: number): void {
    for (let n = 0; n < count; n += 1) this.#nacks.push(error);
  }

  /** The error for the next message of the client, when it is to fail. */
  takeNack(): number | undefined {
    return this.#nacks.shift();
  }
}
