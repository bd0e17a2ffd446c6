/**
 * Result of one check of `posko doctor`, and what to do where it is not well:
 *
 * ```ts
 * const full: Diagnosis = { name: 'disk', state: 'broken', detail: '0 MB free; make room in /data' };
 * ```
 */
export interface Diagnosis {
  name: string;
  state: 'ok' | 'warning' | 'broken';
  detail: string;
}

/** What an error says, for the operator at the terminal. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
