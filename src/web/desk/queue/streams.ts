import type { Response } from 'express';

const PER_LOGIN = 2;

/** The open streams by login, so that none outlives it. */
export class Streams {
  readonly #open = new Map<string, Set<Response>>();

  /** Notes a stream; false where the login has enough of them. */
  add(token: string, response: Response): boolean {
    const open = this.#open.get(token) ?? new Set();
    if (open.size >= PER_LOGIN) return false;
    open.add(response);
    this.#open.set(token, open);
    response.on('close', () => {
      open.delete(response);
      if (open.size === 0) this.#open.delete(token);
    });
    return true;
  }

  /** Ends every stream of a login. */
  end(token: string): void {
    for (const response of this.#open.get(token) ?? []) response.end();
  }
}
