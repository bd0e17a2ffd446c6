const PATIENCE_MS = 10_000;

/** What the server said of a message: an error's number, that it was taken, or nothing. */
export type Ack = number | 'taken' | 'silence';

/** Waits for the server's word about messages that have left. */
export class Acks {
  readonly #waiting = new Map<string, (ack: Ack) => void>();

  /** Resolves with the server's word, or with silence after ten seconds. */
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

  /** The line is dead: nothing more will be said of what is on its way. */
  giveUp(): void {
    for (const done of [...this.#waiting.values()]) done('silence');
  }

  settle(id: string, error: number | undefined): void {
    this.#waiting.get(id)?.(error ?? 'taken');
  }
}
