/** Hashes texts to 32 bits (FNV-1a with a final mix), leaving out the letter at `skip`. */
export function hashText(text: string, skip = -1): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    if (at !== skip) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 0;
}
