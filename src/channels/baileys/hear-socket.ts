import type {
  AuthenticationCreds,
  BaileysEventMap,
  WACallEvent,
  WASocket,
} from '@whiskeysockets/baileys';
import { statusOf } from './status-of.ts';

/** Callbacks for the events of a socket. */
export interface Hearing {
  onCreds(changes: Partial<AuthenticationCreds>): void;
  onMessages(messages: BaileysEventMap['messages.upsert']['messages']): void;
  onUpdates(updates: BaileysEventMap['messages.update']): void;
  /** A call, which nobody can answer. */
  onCall(call: WACallEvent): void;
  /** The server's answer to a message of ours: accepted, or refused with an error. */
  onAck(id: string, error: number | undefined): void;
  /** Text of a QR code for the phone to scan. */
  onCode(qr: string): void;
  onOpen(): void;
  onClose(code: number | undefined): void;
}

/** Listens to a socket; events of one connection arrive in order. */
export function hearSocket(socket: WASocket, hearing: Hearing): void {
  socket.ev.on('creds.update', (changes) => hearing.onCreds(changes));
  socket.ev.on('messages.upsert', ({ messages }) => hearing.onMessages(messages));
  socket.ev.on('messages.update', (updates) => hearing.onUpdates(updates));
  socket.ev.on('call', (calls) => {
    for (const call of calls) if (call.status === 'offer') hearing.onCall(call);
  });
  // Baileys passes on only refusals, and late.
  socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: Record<string, string> }) => {
    hearing.onAck(attrs.id ?? '', attrs.error === undefined ? undefined : Number(attrs.error));
  });
  socket.ev.on('connection.update', ({ connection, lastDisconnect, qr }) => {
    if (qr !== undefined) hearing.onCode(qr);
    if (connection === 'open') hearing.onOpen();
    if (connection === 'close') hearing.onClose(statusOf(lastDisconnect?.error));
  });
}
