import type { Response } from 'express';

/** Sends a stranger's file: shown as its type, or under a name only to be saved; it can run nothing either way. */
export function sendFile(
  response: Response,
  bytes: Uint8Array,
  as: { mime: string } | { name: string },
): void {
  response.set({
    'content-type': 'mime' in as ? as.mime : 'application/octet-stream',
    'content-disposition': 'mime' in as ? 'inline' : `attachment; filename="${as.name}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
  response.send(Buffer.from(bytes));
}
