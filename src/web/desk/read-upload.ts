import { promisify } from 'node:util';
import express, { type Request } from 'express';
import type { Visit } from './desk.ts';

/** Maximum upload on a page; import larger files on the command line. */
const readForm = promisify(express.raw({ type: 'multipart/form-data', limit: '8mb' }));

interface Uploaded {
  name: string;
  bytes: Uint8Array;
}

const files = new WeakMap<Request, Uploaded>();

/** Reads a form with a file as far as a page takes it; its fields become the body. */
export async function readUpload({ request, response }: Pick<Visit, 'request' | 'response'>) {
  await readForm(request, response);
  if (!Buffer.isBuffer(request.body)) return;
  const headers = { 'content-type': request.get('content-type') ?? '' };
  const form = await new Response(request.body, { headers }).formData().catch((cause) => {
    throw Object.assign(new Error('the form cannot be read', { cause }), { status: 400 });
  });
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files.set(request, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  request.body = fields;
}

/** The file of a form that was read; undefined where none was chosen. */
export function uploadOf(request: Request): Uploaded | undefined {
  const file = files.get(request);
  return file && file.bytes.length > 0 ? file : undefined;
}
