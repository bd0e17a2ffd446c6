import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
} from '@whiskeysockets/baileys';
import { DEVICE, type Directory } from './directory.ts';
import { childrenOf, node } from './nodes.ts';
import type { Phone } from './phone.ts';

/** Tells which devices and addresses people have. */
export function answerUsync(directory: Directory, query: BinaryNode): BinaryNode {
  const usync = getBinaryNodeChild(query, 'usync');
  const asked = getBinaryNodeChild(usync, 'query');
  const protocols = asked ? childrenOf(asked).map(({ tag }) => tag) : [];
  const users = getBinaryNodeChildren(getBinaryNodeChild(usync, 'list'), 'user');
  const list = users.map((user) => {
    const jid = addressOf(user);
    const phone = directory.find(jid)?.phone;
    const answers = protocols.flatMap((name) => answerOf(name, { directory, jid, phone }));
    return node('user', { jid }, answers);
  });
  return node('usync', usync?.attrs, [node('list', {}, list)]);
}

/** A person is asked for by address, or by number in the `contact` protocol. */
function addressOf(user: BinaryNode): string {
  const number = getBinaryNodeChild(user, 'contact')?.content;
  const digits = number instanceof Uint8Array ? Buffer.from(number).toString() : number;
  return user.attrs.jid || `${`${digits}`.replace('+', '')}@s.whatsapp.net`;
}

function answerOf(
  protocol: string,
  { directory, jid, phone }: { directory: Directory; jid: string; phone: Phone | undefined },
): BinaryNode[] {
  if (protocol === 'contact') return [node('contact', { type: phone ? 'in' : 'out' })];
  if (!phone) return [];
  if (protocol === 'lid') return jid.endsWith('@lid') ? [] : [node('lid', { val: phone.lid })];
  if (protocol !== 'devices') return [];
  const devices = [node('device', { id: '0' })];
  if (phone === directory.own) devices.push(node('device', { id: `${DEVICE}`, 'key-index': '1' }));
  return [node('devices', {}, [node('device-list', {}, devices)])];
}
