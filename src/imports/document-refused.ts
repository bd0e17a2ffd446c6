import { FetchRefused } from '../http/guarded-fetch.ts';

/** Thrown for a document without anything to import; says why. */
export class DocumentRefused extends Error {}

/** Whether an error explains to the user why a source is refused. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof FetchRefused || error instanceof DocumentRefused;
}
