import { Curve, NOISE_WA_HEADER, proto } from '@whiskeysockets/baileys';
import { certificateChain } from './certificate.ts';
import { Noise, type Transport } from './noise.ts';

const serverKey = Curve.generateKeyPair();
const certificates = certificateChain(serverKey.public);

/** The server's side of the Noise XX handshake: answer the hello, then read who the client is. */
export class Handshake {
  readonly #noise = new Noise();
  readonly #ephemeral = Curve.generateKeyPair();

  constructor() {
    this.#noise.mixHash(NOISE_WA_HEADER);
  }

  hello(frame: Uint8Array): Uint8Array {
    const theirs = present(proto.HandshakeMessage.decode(frame).clientHello?.ephemeral);
    this.#noise.mixHash(theirs);
    this.#noise.mixHash(this.#ephemeral.public);
    this.#noise.mixKey(Curve.sharedKey(this.#ephemeral.private, theirs));
    const sealedKey = this.#noise.encrypt(serverKey.public);
    this.#noise.mixKey(Curve.sharedKey(serverKey.private, theirs));
    const payload = this.#noise.encrypt(certificates);
    const serverHello = { ephemeral: this.#ephemeral.public, static: sealedKey, payload };
    return proto.HandshakeMessage.encode({ serverHello }).finish();
  }

  finish(frame: Uint8Array): { payload: proto.IClientPayload; transport: Transport } {
    const { clientFinish } = proto.HandshakeMessage.decode(frame);
    const theirs = this.#noise.decrypt(present(clientFinish?.static));
    this.#noise.mixKey(Curve.sharedKey(this.#ephemeral.private, theirs));
    const payload = proto.ClientPayload.decode(this.#noise.decrypt(present(clientFinish?.payload)));
    return { payload, transport: this.#noise.split() };
  }
}

function present(bytes: Uint8Array | null | undefined): Uint8Array {
  if (!bytes) throw new Error('the handshake lacks a key');
  return bytes;
}
