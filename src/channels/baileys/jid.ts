import type { Address } from '../../domain/messages/message.ts';

/** Name of the channel, in addresses and settings. */
export const BAILEYS = 'baileys';

export interface Envelope {
  remoteJid?: string | null | undefined;
  remoteJidAlt?: string | undefined;
  participant?: string | null | undefined;
  participantAlt?: string | undefined;
}

/** Returns the kind of chat of a WhatsApp address. */
export function chatKind(jid: string | null | undefined): 'citizen' | 'group' | 'list' | 'other' {
  if (!jid || jid === 'status@broadcast') return 'other';
  if (isPerson(bare(jid) ?? '')) return 'citizen';
  if (jid.endsWith('@g.us')) return 'group';
  return jid.endsWith('@broadcast') ? 'list' : 'other';
}

/** WhatsApp itself writes as 0@s.whatsapp.net. */
function isPerson(jid: string): boolean {
  return !jid.startsWith('0@') && (jid.endsWith('@lid') || jid.endsWith('@s.whatsapp.net'));
}

/** Returns the address of a sender: the permanent id (LID), and the phone number if known. */
export function addressOf(account: string, key: Envelope): Address | undefined {
  const kind = chatKind(key.remoteJid);
  if (kind === 'other' || !key.remoteJid) return undefined;
  const isShared = kind !== 'citizen';
  const writer = bare(isShared ? key.participant : key.remoteJid);
  const other = bare(isShared ? key.participantAlt : key.remoteJidAlt);
  if (!writer) return undefined;
  const known = [writer, other];
  const lid = known.find((jid) => jid?.endsWith('@lid'));
  const phone = known.find((jid) => jid?.endsWith('@s.whatsapp.net'))?.split('@')[0];
  const sender = lid ?? phone;
  if (sender === undefined) return undefined;
  const chat = kind === 'group' ? key.remoteJid : writer;
  const address = { channel: BAILEYS, account, chat, sender };
  const names = lid === undefined || phone === undefined ? address : { ...address, phone };
  return kind === 'group' ? { ...names, isGroup: true } : names;
}

/** Removes the device number and its server: 628:12@s.whatsapp.net, 628@hosted → 628@s.whatsapp.net. */
export function bare(jid: string | null | undefined): string | undefined {
  return jid
    ?.replace(/(?:[:_]\d{1,10}){1,2}@/, '@')
    .replace(/@hosted\.lid$/, '@lid')
    .replace(/@hosted$/, '@s.whatsapp.net');
}
