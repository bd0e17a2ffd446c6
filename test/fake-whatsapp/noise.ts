import { createHash, hkdfSync } from 'node:crypto';
import { aesDecryptGCM, aesEncryptGCM, NOISE_MODE } from '@whiskeysockets/baileys';

const NOTHING = Buffer.alloc(0);

/** The running state of a Noise handshake: what both sides have said and agreed so far. */
export class Noise {
  #hash: Buffer = Buffer.from(NOISE_MODE);
  #salt: Buffer = this.#hash;
  #key: Buffer = this.#hash;
  #count = 0;

  mixHash(said: Uint8Array): void {
    this.#hash = createHash('sha256').update(this.#hash).update(said).digest();
  }

  mixKey(shared: Uint8Array): void {
    [this.#salt, this.#key] = this.#derive(shared);
    this.#count = 0;
  }

  encrypt(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, ivOf(this.#count++), this.#hash);
    this.mixHash(sealed);
    return sealed;
  }

  decrypt(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, ivOf(this.#count++), this.#hash);
    this.mixHash(sealed);
    return plain;
  }

  /** The ciphers of the connection after the handshake, as the server uses them. */
  split(): Transport {
    const [fromClient, toClient] = this.#derive(NOTHING);
    return new Transport(fromClient, toClient);
  }

  #derive(material: Uint8Array): [Buffer, Buffer] {
    const bytes = Buffer.from(hkdfSync('sha256', material, this.#salt, '', 64));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  }
}

/** Seals and opens the frames of a connection, each with the next number. */
export class Transport {
  readonly #fromClient: Buffer;
  readonly #toClient: Buffer;
  #received = 0;
  #sent = 0;

  constructor(fromClient: Buffer, toClient: Buffer) {
    this.#fromClient = fromClient;
    this.#toClient = toClient;
  }

  open(sealed: Uint8Array): Buffer {
    return aesDecryptGCM(sealed, this.#fromClient, ivOf(this.#received++), NOTHING);
  }

  seal(plain: Uint8Array): Buffer {
    return aesEncryptGCM(plain, this.#toClient, ivOf(this.#sent++), NOTHING);
  }
}

function ivOf(count: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(count, 8);
  return iv;
}
