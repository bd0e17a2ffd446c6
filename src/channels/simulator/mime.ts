import { extname } from 'node:path';
import types from './mime.json' with { type: 'json' };

const TYPES: Readonly<Record<string, string>> = types;

/** Returns the type of a file by its name. */
export function mimeOf(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}
