import { type BinaryNode, S_WHATSAPP_NET } from '@whiskeysockets/baileys';

/** Attributes of a stanza before those without a value are left out. */
export type Attributes = Record<string, string | undefined>;

/** Builds a stanza; an attribute without a value is left out. */
export function node(
  tag: string,
  attributes: Attributes = {},
  content?: BinaryNode['content'],
): BinaryNode {
  const attrs: BinaryNode['attrs'] = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) attrs[name] = value;
  }
  return content === undefined ? { tag, attrs } : { tag, attrs, content };
}

/** The child stanzas; none when the content is bytes or text. */
export function childrenOf(parent: BinaryNode): readonly BinaryNode[] {
  return Array.isArray(parent.content) ? parent.content : [];
}

/** The answer to a query. */
export function resultOf(query: BinaryNode, content?: BinaryNode['content']): BinaryNode {
  return node('iq', { type: 'result', id: query.attrs.id, from: S_WHATSAPP_NET }, content);
}

/** Seconds since 1970, as stanzas carry the time. */
export function secondsOf(at: number): string {
  return `${Math.floor(at / 1000)}`;
}
