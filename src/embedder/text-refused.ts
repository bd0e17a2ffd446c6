/** Thrown if a server refuses what it was sent, though it is well itself. */
export class TextRefused extends Error {
  constructor(status: number) {
    super(`the server refuses the text (${status})`);
  }
}
