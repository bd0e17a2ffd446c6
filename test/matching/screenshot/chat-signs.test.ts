import { expect, test } from 'vitest';
import {
  isButton,
  isChatState,
  isDay,
  isForwardLabel,
  isMessageBox,
  isNotice,
  isPlainSender,
  isStatusBar,
} from '../../../src/matching/screenshot/chat-signs.ts';
import type { SeenLine } from '../../../src/matching/screenshot/seen.ts';
import { aLine, beside } from './seen-lines.ts';

const SIGNS: Readonly<Record<string, (line: SeenLine) => boolean>> = {
  'the label of a forward': isForwardLabel,
  'a notice': isNotice,
  'a day': isDay,
  'a button': isButton,
  'a message box': isMessageBox,
  'who is there': isChatState,
  "the phone's own bar": isStatusBar,
  'who wrote it': isPlainSender,
};

/** What a line of a chat is, apart from what somebody wrote. */
const signsOf = (line: SeenLine) =>
  Object.keys(SIGNS).filter((name) => SIGNS[name as keyof typeof SIGNS]?.(line));

test.each([
  ['Diteruskan', ['the label of a forward']],
  ['→ Diteruskan berkali-kali', ['the label of a forward']],
  ['Sering diteruskan', ['the label of a forward']],
  ['Forwarded many times…', ['the label of a forward']],
  ['Surat itu diteruskan', []],
  ['Diteruskan kepada warga', []],
  ['1 pesan belum dibaca', ['a notice']],
  ['12 unread messages', ['a notice']],
  ['Ada 12 unread messages lagi', []],
  ['Tidak seorang pun di luar chat ini bisa membaca', ['a notice']],
  ['Hari ini', ['a day']],
  ['Sabtu, 14 Februari 2026', ['a day']],
  ['14 Okt', ['a day']],
  ['Feb 14, 2026', ['a day']],
  ['14/2/26', ['a day']],
  ['wednesday', ['a day']],
  ['Sabtu 14 Februari pagi', []],
  ['sampai 14 Februari', []],
  ['14/2/2', []],
  ['Suka Komentari Bagikan', ['a button']],
  ['Baca selengkapnya', ['a button']],
  ['Like Reply', ['a button']],
  ['Sukai kami', []],
  ['Bagikan kepada warga', []],
  ['Ketik pesan', ['a message box']],
  ['+ Type a message', ['a message box']],
  ['Pesan untuk warga', []],
  ['online', ['who is there']],
  ['terakhir dilihat hari ini', ['who is there']],
  ['Andi, Budi, Anda', ['who is there']],
  ['5 peserta', ['who is there']],
  ['Pasar online', []],
  ['Budi dan Anda', []],
  ['09.41 5G 71%', ["the phone's own bar"]],
  ['jam 23:59 WIB', ["the phone's own bar"]],
  ['24:10', []],
  ['10.75', []],
  ['109.41', []],
  ['a b c d e f g 9:41', ["the phone's own bar"]],
  ['a b c d e f g h 9:41', []],
  ['+62 812-3456-7890', ['who wrote it']],
  ['+62 812-3456-7890 ~ Rina', ['who wrote it']],
  ['~ Rina', ['who wrote it']],
  ['Anda', ['who wrote it']],
  ['Anda ~ Rina', ['who wrote it']],
  ['Anda menang', []],
  ['+62 812', []],
])('"%s" in a chat is %j', (text, signs) => {
  expect(signsOf(aLine(text, { y: 0 }))).toEqual(signs);
});

test.each([
  ['an arrow that was read as an unlikely word', 'aS', 0.5, true],
  ['a likely short word', 'Ia', 0.9, false],
  ['an unlikely long word', 'Surat', 0.5, false],
  ['a mark', '»', 0.9, true],
])('%s before it is no part of a label: "%s"', (_, text, confidence, isIcon) => {
  const line = beside(aLine(text, { y: 0, confidence }), aLine('pesan belum dibaca', { y: 0 }));
  const unread = beside(aLine(text, { y: 0, confidence }), aLine('3 pesan belum dibaca', { y: 0 }));
  expect([isNotice(line), isNotice(unread)]).toEqual([false, isIcon]);
});
