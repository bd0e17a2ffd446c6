import { make } from './make.js';

/** What WhatsApp marks up: the earliest rule in the text wins, and a plain one holds no others. */
const RULES = [
  {
    pattern: /```(.{1,4096}?)```/gsu,
    build: (text) => make('code', { className: 'block' }, text.trim()),
  },
  { pattern: /`([^`\n]+)`/gu, build: (text) => make('code', {}, text) },
  { pattern: /(https?:\/\/[^\s<>"“”]+)/giu, build: link },
  { pattern: between('\\*'), build: (text) => make('strong', {}, formatText(text)) },
  { pattern: between('_'), build: (text) => make('em', {}, formatText(text)) },
  { pattern: between('~'), build: (text) => make('s', {}, formatText(text)) },
];

/** Turns a message into nodes: bold, italic, struck and fixed-width words, and links. */
export function formatText(text) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (let found = findNext(text, 0); found; found = findNext(text, from)) {
    fragment.append(text.slice(from, found.index), found.build(found[1]));
    from = found.index + found[0].length;
  }
  fragment.append(text.slice(from));
  return fragment;
}

function findNext(text, from) {
  let first;
  for (const { pattern, build } of RULES) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (found && (!first || found.index < first.index)) first = Object.assign(found, { build });
  }
  return first;
}

/** Marks count only around words: 2*3*4 and snake_case_name stay as they are. What is longer is no emphasis. */
function between(mark) {
  const inside = `(?=\\S)((?:(?!${mark})[^\\n]){1,1000}?)(?<=\\S)`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${mark}${inside}${mark}(?![\\p{L}\\p{N}])`, 'gu');
}

/** The full stop or bracket that ends a sentence is not part of the address. */
function link(found) {
  const address = found.replace(/(?<![.,!?;:'")\]*_~])[.,!?;:'")\]*_~]+$/u, '');
  const rest = found.slice(address.length);
  if (!URL.canParse(address)) return document.createTextNode(found);
  const anchor = make(
    'a',
    { href: address, target: '_blank', rel: 'noopener noreferrer' },
    address,
  );
  const fragment = document.createDocumentFragment();
  fragment.append(anchor, rest);
  return fragment;
}
