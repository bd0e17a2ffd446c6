/** One thing that was looked at, and what to do where it is not well. */
export interface Diagnosis {
  name: string;
  state: 'ok' | 'warning' | 'broken';
  detail: string;
}

/** What an error says, for the operator at the terminal. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
