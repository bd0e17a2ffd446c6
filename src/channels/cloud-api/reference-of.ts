/** Returns WhatsApp's id of the message; its receipts carry it. */
export function referenceOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('messages' in body)) return undefined;
  const [first]: unknown[] = Array.isArray(body.messages) ? body.messages : [];
  if (typeof first !== 'object' || first === null || !('id' in first)) return undefined;
  return typeof first.id === 'string' ? first.id : undefined;
}
