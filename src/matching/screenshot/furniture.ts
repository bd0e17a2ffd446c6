import layouts from './layouts.json' with { type: 'json' };
import { textOf } from './line-shape.ts';
import type { SeenLine } from './seen.ts';

/** Removes what apps, phones and sites draw around a page (`layouts.json`), which would make different pictures look alike. */
export function withoutFurniture(lines: readonly SeenLine[]): SeenLine[] {
  const rows = lines.map(tokensOf);
  const read = LAYOUTS.map((layout) => readRows(rows, layout));
  const { layout, kinds, signs } = read.reduce((a, b) => (b.signs > a.signs ? b : a));
  const isApp = signs >= LEAST_SIGNS;
  const isBar = (at: number) =>
    at > lines.length / 2 && rows[at]?.some((token) => layout.bar.has(token));
  const foot = isApp ? lines.findIndex((_, at) => isBar(at)) : -1;
  const isNamed = (at: number) =>
    (rows[at]?.length ?? 0) <= LONGEST_NAME &&
    kinds[at + 1] !== undefined &&
    rows[at + 1]?.some((token) =>
      layout.below.has(token[0] === '@' ? '@' : token.replace(/^\d+/, '')),
    );
  const posted = lines.filter((line, at) => {
    const isHandle = rows[at]?.[0]?.startsWith('@') && kinds[at] !== undefined;
    if (isHandle || BARE_SITE.test(textOf(line).trim())) return false;
    return !isApp || !((foot >= 0 && at >= foot) || kinds[at] !== undefined || isNamed(at));
  });
  return isApp ? posted.map(withoutCounter) : posted;
}

function readRows(rows: readonly string[][], layout: Layout) {
  const kinds = rows.map((row) => kindOf(row, layout));
  return { layout, kinds, signs: kinds.filter((kind) => kind === 'sign').length };
}

/** Cuts off a number that stands apart at the end of a line, as those beside a film do. */
function withoutCounter(line: SeenLine): SeenLine {
  const [before, last] = line.words.slice(-2);
  if (!before || !last || !/^\d[\d.,]*[a-z]{0,2}$/i.test(last.text)) return line;
  const isApart = last.box.x0 - before.box.x1 > APART * (before.box.y1 - before.box.y0);
  return isApart ? { words: line.words.slice(0, -1) } : line;
}

/** In heights of letters; a space has a third of one. */
const APART = 1;

/** A poster has none of these; there, "5 jt" alone in a line is an amount. */
const LEAST_SIGNS = 2;
const LONGEST_NAME = 4;

/** Words that a site draws: phrases by their first word, what stands below a name, and the notice at the foot. */
type Layout = ReturnType<typeof toLayout>;

const setOf = (words = '') => new Set(words.split(' ').filter(Boolean));
const UNITS = setOf(layouts.units);
const DATES = setOf(layouts.dates);
const LAYOUTS = layouts.sites.map(toLayout);

function toLayout(site: { phrases: string[]; below?: string; bar?: string }) {
  const phrases = [...site.phrases, ...layouts.everywhere].map((phrase) => phrase.split(' '));
  const longestFirst = phrases.toSorted((a, b) => b.length - a.length);
  return {
    phrases: Map.groupBy(longestFirst, ([first = '']) => first),
    below: setOf(site.below),
    bar: setOf(site.bar),
  };
}

/** The words of a line in small letters, without marks and what was icons. */
function tokensOf({ words }: SeenLine): string[] {
  return words.flatMap(({ text, confidence }) => {
    const [token = ''] = TOKEN.exec(text.toLowerCase()) ?? [];
    const isIcon = token.length <= LONGEST_ICON && confidence < SURE && !UNITS.has(token);
    return token === '' || isIcon ? [] : [token];
  });
}

const TOKEN = /[@#]?[\p{L}\p{N}]+(?:[^\p{L}\p{N}\s][\p{L}\p{N}]+)*%?/u;
const LONGEST_ICON = 4;
const SURE = 0.8;

/** Whether a line is nothing but names of parts of an app and values: a sign of the app; or values alone. */
function kindOf(row: readonly string[], { phrases }: Layout): 'sign' | 'values' | undefined {
  let [isSign, isTimed, isDated] = [false, false, false];
  for (let at = 0; at < row.length; ) {
    const token = row[at] ?? '';
    const phrase = phrases
      .get(token)
      ?.find((words) => words.every((word, next) => word === '*' || row[at + next] === word));
    if (phrase?.at(-1) === '*') return 'sign';
    if (phrase) isSign = true;
    else if (HANDLE.test(token)) isSign ||= row.length > 1 || token[0] === '@';
    else if (CLOCK.test(token)) isTimed = true;
    else if (DATES.has(token)) isDated = true;
    else if (!VALUE.test(token) && !UNITS.has(token)) return undefined;
    at += phrase?.length ?? 1;
  }
  if (isSign) return 'sign';
  return isTimed || !isDated ? 'values' : undefined;
}

const CLOCK = /^(?:[01]?\d|2[0-3])[.:][0-5]\d$/;
const HANDLE = /^(?:@[\w.]{3,30}|[a-z]+[._][a-z._]{2,30})$/;
const VALUE =
  /^(?:\d{1,3}(?:[.,]\d{1,3})?(?:rb|jt|jam|mnt|[kmxjhdw])?|\d{1,3}%|#\w{1,40}|[345]g|\d{2,4}(?:-\d{3,5}){1,3})$/;

/** Removes handles, site addresses and forward labels, which say nothing anywhere in a picture. */
export function cutFurniture(text: string): string {
  return text.replace(HANDLES, ' ').replace(SITES, ' ').replace(FORWARDED, ' ');
}

const HANDLES = /(?<![\p{L}\p{N}.])@[\w.]{3,30}/gu;
const SITES =
  /(?:https?:\/\/)?(?:www\.|m\.|vt\.|vm\.)?(?:tiktok|instagram|facebook|youtube|twitter|threads|whatsapp|x)\.(?:com|net)\S*/giu;
const FORWARDED =
  /(?:^|\n) ?(?:diteruskan(?: berkali-kali)?|forwarded(?: many times)?) ?(?=\n|$)/giu;

/** Sites of apps only: another address on a poster may be its subject. */
const BARE_SITE =
  /^(?:\S{1,2} )?(?:www\.|m\.)?(?:tiktok|instagram|facebook|youtube|twitter|threads|whatsapp|x)\.(?:com|net)\S*$/iu;
