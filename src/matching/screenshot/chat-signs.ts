import { textOf } from './line-shape.ts';
import type { SeenLine, SeenWord } from './seen.ts';

/** Label above a forwarded bubble; icons before it are read as anything. */
export function isForwardLabel(line: SeenLine): boolean {
  return FORWARDED.test(withoutIcons(line));
}

/** Count of unread messages, or the notice about encryption. */
export function isNotice(line: SeenLine): boolean {
  const text = withoutIcons(line);
  return UNREAD.test(text) || ENCRYPTION.test(text);
}

/** Day between bubbles; the last line of a text may be a day too. */
export function isDay(line: SeenLine): boolean {
  return DAY.test(withoutIcons(line));
}

/** Actions under a bubble or a post. */
export function isButton(line: SeenLine): boolean {
  return BUTTONS.test(textOf(line).replace(ODD, ''));
}

/** Input field at the bottom of a chat. */
export function isMessageBox(line: SeenLine): boolean {
  return MESSAGE_BOX.test(withoutIcons(line));
}

/** Line below the name of the chat: who is there, or was. */
export function isChatState(line: SeenLine): boolean {
  return STATE.test(textOf(line).replace(ODD, ''));
}

/** The phone's own bar at the top: the hour with the battery or the network. */
export function isStatusBar(line: SeenLine): boolean {
  const text = textOf(line);
  return CLOCK.test(text) && line.words.length <= 8;
}

/** Sender name that cannot be anything else: a number, ~ before it, or the reader. */
export function isPlainSender(line: SeenLine): boolean {
  return SENDER.test(textOf(line));
}

const ODD = /[^\p{L}\p{N} ,]+/gu;
const FORWARDED =
  /^(?:\S{1,2} )*(?:sering )?(?:diteruskan|forwarded)(?: (?:berkali-kali|banyak kali|many times|sering))?$/i;
const MONTHS = '(?:jan|feb|mar|apr|me[iy]|jun|jul|ag|aug|sep|o[kc]t|nov|de[sc])[a-z]*';
const DAYS =
  'hari ini|kemarin|today|yesterday|senin|selasa|rabu|kamis|jumat|sabtu|minggu|(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const DAY = new RegExp(
  `^(?:(?:${DAYS}),? ?)?(?:${DAYS}|\\d{1,2} ${MONTHS}(?: \\d{4})?|${MONTHS} \\d{1,2},? \\d{4}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4})$`,
  'i',
);
const UNREAD = /^\d+ (?:pesan (?:yang )?belum dibaca|unread messages?)$/i;
const ENCRYPTION =
  /end-to-end|enkripsi|encrypted|di luar chat ini|outside of this chat|untuk mempelajari selengkapnya|to learn more/i;
const BUTTONS =
  /^(?:(?:baca selengkapnya|read more|lihat terjemahan|see translation|suka|like|komentar|comment|komentari|bagikan|share|balas|reply|kirim|send|ikuti|follow)(?: |$))+$/i;
const MESSAGE_BOX =
  /^(?:\S{1,2} )*(?:ketik(?:kan)? pesan|tulis pesan|kirim pesan|pesan|type a message|write a message|message|imessage)$/i;
const STATE =
  /^ *(?:online|sedang mengetik|mengetik|typing|daring)|terakhir (?:dilihat|terlihat)|last seen|ketuk (?:di sini )?untuk|tap here for|\d (?:anggota|members|peserta|participants)|, ?(?:anda|you) *$/i;
const CLOCK = /(?:^|\D)(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\D|$)/;
const SENDER =
  /^(?:[^\p{L}\p{N}]*\+?62[\d -]{8,}(?:~ ?.{0,40})?|(?:~ ?\S.{0,40}|anda|you)(?: *~ ?.{0,40})?)$/iu;

/** An arrow or a clock is read as a short word or not at all; labels begin after it. */
function withoutIcons({ words }: SeenLine): string {
  const isIcon = ({ text, confidence }: SeenWord) =>
    !/[\p{L}\p{N}]/u.test(text) || (text.length <= 3 && confidence < UNSURE);
  const first = words.findIndex((word) => !isIcon(word));
  const last = words.findLastIndex((word) => !isIcon(word));
  return words
    .slice(Math.max(0, first), last + 1)
    .map(({ text }) => text)
    .join(' ')
    .replace(/(?<![.…])[.…]+$/, '');
}

const UNSURE = 0.8;
