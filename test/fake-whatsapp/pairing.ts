import { createHmac } from 'node:crypto';
import {
  type BinaryNode,
  Curve,
  type KeyPair,
  proto,
  S_WHATSAPP_NET,
  WA_ADV_ACCOUNT_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { node } from './nodes.ts';

/** What the account's phone must know of a client to take it in. */
export interface Companion {
  identity: Uint8Array;
  secret: Uint8Array;
}

/** Offers codes to scan; the client shows them one after the other. */
export function offerOf(refs: readonly string[]): BinaryNode {
  const children = refs.map((ref) => node('ref', {}, Buffer.from(ref)));
  return node('iq', { from: S_WHATSAPP_NET, type: 'set', id: 'pair-device', xmlns: 'md' }, [
    node('pair-device', {}, children),
  ]);
}

/** What a QR text says. */
export function readQr(qr: string): Companion & { ref: string } {
  const [ref = '', , identity = '', secret = ''] = qr.replace(/^.*#/, '').split(',');
  return {
    ref,
    identity: Buffer.from(identity, 'base64'),
    secret: Buffer.from(secret, 'base64'),
  };
}

/** Tells the client that the account's phone has taken it in as this device. */
export function pairSuccess(
  { identity, secret }: Companion,
  account: KeyPair,
  device: { lid: string; pn: string },
): BinaryNode {
  const details = proto.ADVDeviceIdentity.encode({
    rawId: 1,
    timestamp: Math.floor(Date.now() / 1000),
    keyIndex: 1,
  }).finish();
  const said = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, identity]);
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: account.public,
    accountSignature: Curve.sign(account.private, said),
  }).finish();
  const hmac = createHmac('sha256', secret).update(signed).digest();
  const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac }).finish();
  return node('iq', { from: S_WHATSAPP_NET, type: 'set', id: 'pair-success', xmlns: 'md' }, [
    node('pair-success', {}, [
      node('device-identity', {}, sealed),
      node('device', { jid: device.pn, lid: device.lid }),
      node('biz', { name: 'Posko' }),
      node('platform', { name: 'android' }),
    ]),
  ]);
}
