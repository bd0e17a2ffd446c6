/** Default time that a statement waits, and the process with it, while another process writes. */
export const BUSY_TIMEOUT_MS = 10_000;

const BUSY = 5;

/** SQLite's extended code of an error, which has the plain code in its lowest byte; 0 of another error. */
export function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
}

/** Whether another process was in the way. */
export function isBusy(error: unknown): boolean {
  return (codeOf(error) & 0xff) === BUSY;
}
