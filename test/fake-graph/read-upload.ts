import type { GraphError } from './check-message.ts';

/** A picture that was handed in. */
export interface UploadedPicture {
  bytes: Uint8Array;
  mime: string;
}

const MAX_PICTURE = 5 * 1024 * 1024;
/** Of the types that Meta takes, those that a post sends. */
const TYPES = ['image/jpeg', 'image/png', 'text/plain'];

/** Reads a form with a picture as Meta does, or tells what is wrong with it. */
export async function readUpload(
  body: Buffer,
  contentType: string,
): Promise<UploadedPicture | GraphError> {
  const headers = { 'content-type': contentType };
  const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => null);
  const file = form?.get('file');
  if (form?.get('messaging_product') !== 'whatsapp') return refuse('messaging_product', 100);
  if (!(file instanceof File)) return refuse('file', 100);
  if (form.get('type') !== file.type || !TYPES.includes(file.type)) return refuse('type', 100);
  if (file.size === 0 || file.size > MAX_PICTURE) return refuse('size', 131053);
  return { bytes: new Uint8Array(await file.arrayBuffer()), mime: file.type };
}

function refuse(name: string, code: number): GraphError {
  return { status: 400, code, message: `${name} is not valid` };
}
