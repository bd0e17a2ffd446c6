import type { Learned } from './text-classifier.ts';

/** Gives back what was learned under a name before, or learns it and keeps it; pure code does neither by itself. */
export type Keep = (name: string, learn: () => Uint8Array) => Uint8Array;

/** Writes what was learned as bytes: the length of a JSON head, the head, and the weights at a multiple of four. */
export function encodeLearned({ weights, ...head }: Learned): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = 4 + text.length + (-text.length & 3);
  const bytes = new Uint8Array(start + weights.byteLength);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, 4);
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength), start);
  return bytes;
}

/** Reads what `encodeLearned` wrote; throws where it is something else. */
export function decodeLearned(bytes: Uint8Array): Learned {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const start = 4 + length + (-length & 3);
  const copy = new Uint8Array(bytes.subarray(start)); // at the beginning of a buffer of its own
  return { ...head, weights: new Float32Array(copy.buffer) };
}
