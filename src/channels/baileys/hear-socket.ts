import type {
  AuthenticationCreds,
  BaileysEventMap,
  WACallEvent,
  WASocket,
} from '@whiskeysockets/baileys';
import { statusOf } from './status-of.ts';

/** What is heard from a socket. */
export interface Hearing {
  onCreds(changes: Partial<AuthenticationCreds>): void;
  onMessages(messages: BaileysEventMap['messages.upsert']['messages']): void;
  onUpdates(updates: BaileysEventMap['messages.update']): void;
  /** Somebody calls; nobody can answer. */
  onCall(call: WACallEvent): void;
  /** The server's word on a message of ours: taken, or refused with an error. */
  onAck(id: string, error: number | undefined): void;
  /** A text to be shown as a QR code, for the phone to scan. */
  onCode(qr: string): void;
  onOpen(): void;
  onClose(code: number | undefined): void;
}

/** Listens to a socket; events of one connection come in the order in which they happened. */
export function hearSocket(socket: WASocket, hearing: Hearing): void {
  socket.ev.on('creds.update', (changes) => hearing.onCreds(changes));
  socket.ev.on('messages.upsert', ({ messages }) => hearing.onMessages(messages));
  socket.ev.on('messages.update', (updates) => hearing.onUpdates(updates));
  socket.ev.on('call', (calls) => {
    for (const call of calls) if (call.status === 'offer') hearing.onCall(call);
  });
  // Baileys passes on refusals alone, and late.
  socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: Record<string, string> }) => {
    hearing.onAck(attrs.id ?? '', attrs.error === undefined ? undefined : Number(attrs.error));
  });
  socket.ev.on('connection.update', ({ connection, lastDisconnect, qr }) => {
    if (qr !== undefined) hearing.onCode(qr);
    if (connection === 'open') hearing.onOpen();
    if (connection === 'close') hearing.onClose(statusOf(lastDisconnect?.error));
  });
}
