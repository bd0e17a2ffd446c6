import { hkdfSync, randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  getBinaryNodeChild,
  getBinaryNodeChildBuffer,
  type KeyPair,
  S_WHATSAPP_NET,
} from '@whiskeysockets/baileys';
import { node } from './nodes.ts';
import type { Companion } from './pairing.ts';

const REF = Buffer.from('fake-code-ref');

/** The server's word that the account's phone will now ask for the code. */
export function codeAwaited(): BinaryNode[] {
  return [node('link_code_companion_reg', {}, [node('link_code_pairing_ref', {}, REF)])];
}

/** The account's phone with a code typed into it. */
export class TypedCode {
  readonly #account: KeyPair;
  readonly #ephemeral = Curve.generateKeyPair();
  #shared: Buffer = Buffer.alloc(0);

  constructor(account: KeyPair) {
    this.#account = account;
  }

  /** Reads the client's first half of the exchange and answers with the phone's. */
  async answer(hello: BinaryNode, code: string): Promise<BinaryNode> {
    const wrapped = bytesOf(hello, 'link_code_pairing_wrapped_companion_ephemeral_pub');
    const [salt, iv, sealed] = cut(wrapped, [32, 16]);
    const key = await derivePairingCodeKey(code, salt);
    this.#shared = Curve.sharedKey(this.#ephemeral.private, aesDecryptCTR(sealed, key, iv));
    const own = { salt: randomBytes(32), iv: randomBytes(16) };
    const ownKey = await derivePairingCodeKey(code, own.salt);
    const ownSealed = aesEncryptCTR(this.#ephemeral.public, ownKey, own.iv);
    const attributes = { from: S_WHATSAPP_NET, type: 'link_code_companion_reg', id: 'code' };
    return node('notification', attributes, [
      node('link_code_companion_reg', { stage: 'primary_hello' }, [
        node(
          'link_code_pairing_wrapped_primary_ephemeral_pub',
          {},
          Buffer.concat([own.salt, own.iv, ownSealed]),
        ),
        node('primary_identity_pub', {}, this.#account.public),
        node('link_code_pairing_ref', {}, REF),
      ]),
    ]);
  }

  /** Opens the client's keys; fails when the code was a different one. */
  companion(finish: BinaryNode): Companion {
    const bundle = bytesOf(finish, 'link_code_pairing_wrapped_key_bundle');
    const [salt, iv, sealed] = cut(bundle, [32, 12]);
    const key = derive(this.#shared, 'link_code_pairing_key_bundle_encryption_key', salt);
    const [identity, , random] = cut(aesDecryptGCM(sealed, key, iv, Buffer.alloc(0)), [32, 32]);
    const shared = Curve.sharedKey(this.#account.private, identity);
    const secret = derive(Buffer.concat([this.#shared, shared, random]), 'adv_secret');
    return { identity, secret };
  }
}

function derive(material: Buffer, info: string, salt: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.from(hkdfSync('sha256', material, salt, info, 32));
}

function bytesOf(query: BinaryNode, tag: string): Buffer {
  const bytes = getBinaryNodeChildBuffer(getBinaryNodeChild(query, 'link_code_companion_reg'), tag);
  if (!bytes) throw new Error(`the client has not sent ${tag}`);
  return Buffer.from(bytes);
}

/** Two pieces of the given lengths and the rest. */
function cut(bytes: Buffer, [first, second]: readonly [number, number]): [Buffer, Buffer, Buffer] {
  const end = first + second;
  return [bytes.subarray(0, first), bytes.subarray(first, end), bytes.subarray(end)];
}
