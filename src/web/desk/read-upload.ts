import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Request } from 'express';

/** Maximum upload on a page; import larger files on the command line. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Why an upload is not read, as an answer of HTTP. */
class UploadRefused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Uploaded {
  name: string;
  bytes: Uint8Array;
}

const files = new WeakMap<Request, Uploaded>();

/** Reads a form with a file as far as a page takes it; its fields become the body. */
export async function readUpload(request: Request): Promise<void> {
  const type = request.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) return;
  if (Number(request.get('content-length') ?? 0) > MAX_BYTES) throw tooLarge();
  const body = Readable.toWeb(Readable.from(upTo(MAX_BYTES, request)));
  const form = await parse(body as ReadableStream<Uint8Array>, type); // made of buffers
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

async function parse(body: ReadableStream<Uint8Array>, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch (error) {
    const refused = error instanceof UploadRefused ? error : causeOf(error);
    throw refused ?? new UploadRefused(400, 'the form cannot be read');
  }
}

function causeOf(error: unknown): UploadRefused | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof UploadRefused ? cause : undefined;
}

async function* upTo(most: number, request: Request): AsyncGenerator<Buffer> {
  let size = 0;
  // The request is left whole: whoever is refused is still to be told so.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): UploadRefused {
  return new UploadRefused(413, 'the file is too large');
}
