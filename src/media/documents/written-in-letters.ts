export interface Decoded {
  bytes: Buffer;
  read: number;
}

/** Decodes hexadecimal digits as ASCIIHexDecode, at most `most` bytes; skips all else. */
export function fromHex(written: Buffer, most: number): Decoded {
  const end = endOf(written, HEX_END, most);
  const out = Buffer.allocUnsafe(Math.min(most, (end >> 1) + 1));
  let [at, length, digits, value] = [0, 0, 0, 0];
  for (; at < end && length < out.length; at += 1) {
    const digit = written[at] ?? 0;
    if (digit === HEX_END) break;
    const worth = worthOf(digit);
    if (worth === undefined) continue;
    value = value * 16 + worth;
    digits += 1;
    if (digits % 2 === 1) continue;
    out[length] = value;
    length += 1;
    value = 0;
  }
  return { bytes: out.subarray(0, length), read: at };
}

/** Decodes groups of five letters as ASCII85Decode, at most `most` bytes. */
export function fromBase85(written: Buffer, most: number): Decoded {
  const end = endOf(written, BASE85_END, most);
  const out = Buffer.alloc(Math.min(most + GROUP, end * GROUP));
  let [at, length, letters, value] = [0, 0, 0, 0];
  if (written[0] === LESS && written[1] === BASE85_END) at = 2;
  for (; at < end && length < most; at += 1) {
    const letter = written[at] ?? 0;
    if (letter === BASE85_END) break;
    if (isSpace(letter)) continue;
    if (letter === ZEROS && letters === 0) {
      length += GROUP;
      continue;
    }
    value = value * 85 + letter - FIRST;
    letters += 1;
    if (letters < 5) continue;
    if (length + GROUP <= out.length) out.writeInt32BE(value | 0, length);
    length += GROUP;
    [letters, value] = [0, 0];
  }
  return { bytes: out.subarray(0, Math.min(length, most)), read: at };
}

const HEX_END = 0x3e;
const BASE85_END = 0x7e;
const LESS = 0x3c;
const ZEROS = 0x7a;
const FIRST = 0x21;
const GROUP = 4;

/** Finds the end mark, searching only as far as needed. */
function endOf(written: Buffer, mark: number, most: number): number {
  if (most <= GROUP) return written.length;
  const end = written.indexOf(mark, 2);
  return end < 0 ? written.length : end;
}

function worthOf(digit: number): number | undefined {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const letter = digit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}

function isSpace(letter: number): boolean {
  return letter === 0x20 || (letter >= 0x09 && letter <= 0x0d) || letter === 0;
}
