import type { BinaryNode } from '@whiskeysockets/baileys';

/** How far from its end a part is certainly ciphertext: after it come a signature and some ids. */
const FROM_END: Record<string, number> = { pkmsg: 16, msg: 16, skmsg: 81 };

/** A copy of a message with one bit of its last sealed part wrong. */
export function corrupted(stanza: BinaryNode): BinaryNode {
  const parts = Array.isArray(stanza.content) ? [...stanza.content] : [];
  const at = parts.findLastIndex(({ tag }) => tag === 'enc');
  const part = parts[at];
  if (!(part?.content instanceof Uint8Array)) return stanza;
  const content = Uint8Array.from(part.content);
  const place = content.length - (FROM_END[part.attrs.type ?? ''] ?? 1);
  content[place] = (content[place] ?? 0) ^ 1;
  parts[at] = { ...part, content };
  return { ...stanza, content: parts };
}
