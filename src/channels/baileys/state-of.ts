import type { Receipt } from '../../ports/channel.ts';

/** Reads a receipt by WhatsApp's numbers: 2 accepted, 3 delivered, 4 read, 5 played. */
export function stateOf(status: number | null | undefined): Receipt['state'] | undefined {
  if (status === 2) return 'sent';
  if (status === 3) return 'delivered';
  return status === 4 || status === 5 ? 'read' : undefined;
}
