/** Word of a message: as the matcher compares it, and as it was written. */
export interface Word {
  readonly text: string;
  readonly written: string;
}
