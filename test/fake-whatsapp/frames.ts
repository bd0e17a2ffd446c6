import { NOISE_WA_HEADER } from '@whiskeysockets/baileys';

const ROUTING = Buffer.from('ED');

/** Cuts the bytes of a client into frames, whatever the pieces they come in. */
export class FrameReader {
  #bytes = Buffer.alloc(0);
  #introduced = false;

  push(piece: Uint8Array): Buffer[] {
    this.#bytes = Buffer.concat([this.#bytes, piece]);
    if (!this.#introduced) this.#skipIntroduction();
    const frames: Buffer[] = [];
    while (this.#introduced && this.#bytes.length >= 3) {
      const end = 3 + this.#bytes.readUIntBE(0, 3);
      if (this.#bytes.length < end) break;
      frames.push(this.#bytes.subarray(3, end));
      this.#bytes = this.#bytes.subarray(end);
    }
    return frames;
  }

  #skipIntroduction(): void {
    const routed = this.#bytes.subarray(0, 2).equals(ROUTING);
    if (this.#bytes.length < 7) return;
    const start = routed ? 7 + this.#bytes.readUIntBE(4, 3) : 0;
    const end = start + NOISE_WA_HEADER.length;
    if (this.#bytes.length < end) return;
    if (!this.#bytes.subarray(start, end).equals(NOISE_WA_HEADER)) {
      throw new Error('the client does not introduce itself as WhatsApp Web does');
    }
    this.#bytes = this.#bytes.subarray(end);
    this.#introduced = true;
  }
}

/** A payload with its length in front. */
export function frameOf(payload: Uint8Array): Buffer {
  const length = Buffer.alloc(3);
  length.writeUIntBE(payload.length, 0, 3);
  return Buffer.concat([length, payload]);
}
