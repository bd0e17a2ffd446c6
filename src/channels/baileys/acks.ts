const PATIENCE_MS = 10_000;

/** Server's answer to a message: an error's number, accepted, or nothing. */
export type Ack = number | 'taken' | 'silence';

/** Waits for the server's answers to sent messages. */
export class Acks {
  readonly #waiting = new Map<string, (ack: Ack) => void>();

  /** Resolves with the server's answer, or with silence after ten seconds. */
  wait(id: string): Promise<Ack> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => done('silence'), PATIENCE_MS);
      const done = (ack: Ack) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(ack);
      };
      this.#waiting.set(id, done);
    });
  }

  /** Ends all waits: a dead connection gives no more answers. */
  giveUp(): void {
    for (const done of [...this.#waiting.values()]) done('silence');
  }

  settle(id: string, error: number | undefined): void {
    this.#waiting.get(id)?.(error ?? 'taken');
  }
}
