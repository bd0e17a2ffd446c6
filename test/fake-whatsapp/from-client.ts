import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
} from '@whiskeysockets/baileys';
import type { Directory } from './directory.ts';
import type { Envelope } from './handset.ts';
import { childrenOf } from './nodes.ts';
import type { Sealed } from './phone.ts';

/** Hands a message of the client to the phones that it is sealed for. */
export async function handOut(directory: Directory, stanza: BinaryNode): Promise<void> {
  const envelope = { id: stanza.attrs.id ?? '', chat: stanza.attrs.to ?? '' };
  const copies = getBinaryNodeChildren(getBinaryNodeChild(stanza, 'participants'), 'to');
  const [whole] = sealedIn(stanza);
  const group = directory.group(envelope.chat);
  if (group) {
    for (const copy of copies) await learnSenderKey(directory, copy);
    const member = directory.find(stanza.attrs.participant)?.handset;
    if (whole) await group.accept(envelope, whole, member && [member]);
    return;
  }
  for (const copy of copies) {
    for (const sealed of sealedIn(copy)) await give(directory, copy.attrs.jid, envelope, sealed);
  }
  if (whole) await give(directory, envelope.chat, envelope, whole);
}

async function give(
  directory: Directory,
  jid: string | undefined,
  envelope: Envelope,
  sealed: Sealed,
): Promise<void> {
  const person = directory.find(jid);
  if (person?.handset) await person.handset.accept(envelope, sealed);
  else await person?.phone.open(sealed).catch(() => {});
}

async function learnSenderKey(directory: Directory, copy: BinaryNode): Promise<void> {
  const phone = directory.find(copy.attrs.jid)?.phone;
  for (const sealed of sealedIn(copy)) await phone?.open(sealed).catch(() => {});
}

function sealedIn(parent: BinaryNode): Sealed[] {
  return childrenOf(parent).flatMap(({ tag, attrs: { type }, content }) => {
    if (tag !== 'enc' || !(content instanceof Uint8Array)) return [];
    if (type !== 'pkmsg' && type !== 'msg' && type !== 'skmsg') return [];
    return [{ type, ciphertext: content }];
  });
}
