import { SaxesParser } from 'saxes';
import { DocumentRefused } from './document-refused.ts';

/** Element: its name without a prefix, its own text, and its children. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: Element[];
}

/** Why a document with a document type of its own is refused. */
export const HAS_DOCTYPE = 'it has a document type (DOCTYPE), which is not read';
const MAX_DEPTH = 40;
const MAX_ELEMENTS = 100_000;

/** Parses XML into a tree; refuses a document type, whose entities can name files or grow without end. */
export function parseXml(source: string): Element {
  const parser = new SaxesParser();
  parser.ENTITIES.nbsp = '\u00a0';
  const top: Element = { name: '', attributes: {}, text: '', children: [] };
  const open: Element[] = [top];
  let count = 0;
  parser.on('doctype', () => {
    throw new DocumentRefused(HAS_DOCTYPE);
  });
  parser.on('error', (error) => {
    throw new DocumentRefused(`it is not well-formed XML (${error.message.split('\n')[0]})`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (open.length > MAX_DEPTH || count > MAX_ELEMENTS) {
      throw new DocumentRefused('it has too many elements');
    }
    const element: Element = { name: bare(name), attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const say = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', say);
  parser.on('cdata', say);
  parser.write(source.replace(/^\uFEFF/, '').trimStart()).close();
  const [root] = top.children;
  if (!root) throw new DocumentRefused('it has no element');
  return root;
}

/** Returns the direct children with a name. */
export function childrenOf({ children }: Element, name: string): Element[] {
  return children.filter((child) => child.name === name);
}

/** Returns the text of the first child with a name; undefined if it has none. */
export function textOf(element: Element, name: string): string | undefined {
  const text = childrenOf(element, name)[0]?.text.trim();
  return text === '' ? undefined : text;
}

/** Treats `content:encoded` and `encoded` alike; `atom:link` is no `link` of RSS. */
function bare(name: string): string {
  return name.startsWith('atom:') ? name : name.replace(/^[^:]*:/, '');
}
