import { createRequire } from 'node:module';
import type { MarkdownIt } from 'markdown-it';
import { escapeMarkup } from '../../i18n/escape-markup.ts';

const require = createRequire(import.meta.url);

/** Markup that is safe to show; only `html` and `jsonScript` make it. */
export class Html {
  readonly #text: string;

  constructor(text: string, made: typeof MADE_HERE) {
    if (made !== MADE_HERE) throw new Error('only html`…` makes markup');
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template: markup as it is, text escaped, lists in a row, nothing for what is absent. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** Markup with every value escaped; attributes need quotes, addresses lead to our pages or http(s), no value to a script. */
export function html(template: TemplateStringsArray, ...parts: Part[]): Html {
  const slots = slotsOf.get(template) ?? readSlots(template);
  const pieces = template.map((text, at) => {
    const slot = slots[at];
    return slot === undefined ? text : text + fill(slot, parts[at]);
  });
  return new Html(pieces.join(''), MADE_HERE);
}

/** Data for machines within a page; it cannot end its element, whatever it holds. */
export function jsonScript(value: unknown): Html {
  const spell = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const json = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, spell);
  return new Html(`<script type="application/ld+json">${json}</script>`, MADE_HERE);
}

/** An article in Markdown as markup: HTML in it is text, it has no pictures, and its headings stand below those of the page. */
export function markdown(text: string): Html {
  article ??= openMarkdown();
  return new Html(article.render(text), MADE_HERE);
}

let article: MarkdownIt | undefined;

function openMarkdown(): MarkdownIt {
  const create: (options: object) => MarkdownIt = require('markdown-it'); // takes memory, so only when needed
  const made = create({ html: false }).disable('image');
  made.core.ruler.push('below the page', ({ tokens }) => {
    for (const token of tokens.flatMap((each) => [each, ...(each.children ?? [])])) {
      if (/^heading/.test(token.type))
        token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
      if (token.type === 'link_open') token.attrSet('rel', 'noopener noreferrer nofollow');
    }
  });
  return made;
}

const MADE_HERE = Symbol('made here');
/** Where a value stands: among words or in a quoted attribute, as an address, or bare within a tag. */
type Slot = 'text' | 'address' | 'tag';
const slotsOf = new WeakMap<TemplateStringsArray, readonly Slot[]>();

/** Looks at a template once, before its first use: what it says is ours, so a mistake in it is thrown. */
function readSlots(template: TemplateStringsArray): readonly Slot[] {
  let before = '';
  const slots = template.slice(0, -1).map((text): Slot => {
    before += text;
    const tag = before.slice(before.lastIndexOf('<'));
    if (/\s(?:on\w+|style|srcdoc)\s*=\s*"[^"]*$/i.test(tag)) {
      throw new Error(`no value belongs into a handler or a style: ${tag}`);
    }
    if (/<(?:script|style)\b(?![\s\S]*<\/(?:script|style)>)/i.test(before)) {
      throw new Error('no value belongs into a script or a style sheet');
    }
    const isBare = /^<[^>"]*(?:"[^"]*"[^>"]*)*$/.test(tag);
    if (isBare && /=\s*$/.test(tag)) throw new Error(`quote the attribute: ${tag}`);
    if (isBare) return 'tag';
    return /\s(?:href|src|action|formaction)="$/i.test(tag) ? 'address' : 'text';
  });
  slotsOf.set(template, slots);
  return slots;
}

function fill(slot: Slot, part: Part): string {
  if (slot === 'address') return escapeMarkup(safeAddress(String(part)));
  const isFlag = part === undefined || part === null || part === false || part instanceof Html;
  if (slot === 'tag' && !isFlag) throw new Error('a value within a tag belongs into quotes');
  return toText(part);
}

function toText(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string') return escapeMarkup(part);
  if (typeof part === 'number') return String(part);
  return part.map(toText).join('');
}

/** The address, or a place on the page where it is none that a citizen may follow. */
function safeAddress(address: string): string {
  return /^(?:https?:\/\/|\/(?![/\\])|[?#])/i.test(address) ? address : '#';
}
