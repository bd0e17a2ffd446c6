import { textOf } from './line-shape.ts';
import type { SeenLine } from './seen.ts';

/**
 * Removes what apps and phones draw around a post or a page. Every picture taken in the same app
 * has it, so it would make pictures with different content look alike.
 */
export function withoutFurniture(lines: readonly SeenLine[]): SeenLine[] {
  const isApp = lines.filter(isSign).length >= LEAST_SIGNS;
  return lines.filter((line) => !isFurniture(line, isApp));
}

/** Removes handles, site addresses and forward labels, which say nothing anywhere in a picture. */
export function cutFurniture(text: string): string {
  return text.replace(HANDLES, ' ').replace(SITES, ' ').replace(FORWARDED, ' ');
}

/** A poster has none of these; there, "5 jt" alone in a line is an amount. */
const LEAST_SIGNS = 2;

function isFurniture(line: SeenLine, isApp: boolean): boolean {
  const text = textOf(line).trim();
  if (BARE_HANDLE.test(text) || BARE_SITE.test(text)) return true;
  return isApp && (isSign(line) || COUNTS.test(text) || STATUS.test(text) || AGO.test(text));
}

function isSign(line: SeenLine): boolean {
  const text = textOf(line)
    .replace(/[^\p{L}\p{N}@., ]+/gu, ' ')
    .trim();
  return text !== '' && (BARE_HANDLE.test(text) || TABS.test(text) || COUNTED.test(text));
}

const HANDLES = /(?<![\p{L}\p{N}.])@[\w.]{3,30}/gu;
const SITES =
  /(?:https?:\/\/)?(?:www\.|m\.|vt\.|vm\.)?(?:tiktok|instagram|facebook|youtube|twitter|threads|whatsapp|x)\.(?:com|net)\S*/giu;
const FORWARDED =
  /(?:^|\n) ?(?:diteruskan(?: berkali-kali)?|forwarded(?: many times)?) ?(?=\n|$)/giu;

const BARE_HANDLE = /^(?:\S{1,2} )?@[\w.]{3,30}(?: \S{1,3})?(?: (?:ikuti|follow))?$/iu;
/** Sites of apps only: another address on a poster may be its subject. */
const BARE_SITE =
  /^(?:\S{1,2} )?(?:www\.|m\.)?(?:tiktok|instagram|facebook|youtube|twitter|threads|whatsapp|x)\.(?:com|net)\S*$/iu;
/** Names of parts of apps; a line of nothing else is a row of tabs or buttons. */
const TABS = new RegExp(
  `^(?:(?:${[
    'untuk anda|for you|mengikuti|following|ikuti|follow|teman|friends|beranda|home|toko|shop|kotak masuk|inbox|profil|profile',
    'jelajahi|explore|reels|shorts|live|cari|search|notifikasi|notifications|marketplace|suka|like|komentar|comment|bagikan|share',
    'balas|balasan|reply|replies|kirim|send|simpan|save|tambahkan komentar|add comment|lihat terjemahan|see translation|langganan',
    'subscribe|posting ulang|repost|tonton|video|foto|chat|status|panggilan|pembaruan|komunitas|facebook|instagram|tiktok|youtube',
    'whatsapp|threads|selengkapnya|lainnya|more',
  ].join('|')})(?:[ ,.]+|$))+$`,
  'iu',
);
const NUMBER = '\\d{1,3}(?:[.,]\\d{1,3})? ?(?:rb|ribu|jt|juta|k|m|mn)?';
/** 1,2 rb suka · 340 komentar */
const COUNTED = new RegExp(
  `^(?:${NUMBER} (?:suka|likes?|komentar|comments?|kali dibagikan|shares?|tayangan|views?|x? ?ditonton|pengikut|followers?|balasan|replies)[ ,.]*)+$`,
  'iu',
);
const COUNTS = new RegExp(`^(?:\\S{1,2} )?(?:${NUMBER}[ ]*){1,4}$`, 'iu');
/** The phone's bar: the time, the network and the battery. */
const STATUS = /^(?:[01]?\d|2[0-3])[.:][0-5]\d(?: \S{1,6}){0,8}$|^(?:\S{1,6} ){0,6}\d{1,3} ?%$/u;
const AGO =
  /^(?:\S{1,2} )?\d{1,2} ?(?:dtk|mnt|menit|jam|hari|minggu|bln|bulan|thn|tahun|s|m|h|d|w)(?: (?:lalu|ago|yang lalu))?(?: \S{1,2})?$/iu;
