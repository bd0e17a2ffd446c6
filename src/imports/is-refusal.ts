import { FetchRefused } from '../http/guarded-address.ts';
import { DocumentRefused } from './document-refused.ts';
import { XmlRefused } from './parse-xml.ts';

/** Whether an error explains to the user why a source is refused. */
export function isRefusal(error: unknown): error is Error {
  return [FetchRefused, XmlRefused, DocumentRefused].some((kind) => error instanceof kind);
}
