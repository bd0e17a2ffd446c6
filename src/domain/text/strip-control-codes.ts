/** Nobody means more accents on one letter than this; a tower of them would spill over the lines above. */
const MOST_MARKS = 2;
const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');
/** Signs that turn the direction of writing, or that nobody sees. */
const UNSEEN = /[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]/g;
/** What makes one picture of several, or another one of the same: terminals disagree how wide that is. */
const JOINERS = /\u200d|[\ufe00-\ufe0f]|\u20e3|[\u{1f3fb}-\u{1f3ff}]|[\u{e0000}-\u{e0fff}]/gu;
const FLAG_LETTERS = /[\u{1f1e6}-\u{1f1ff}]/gu;
const CONTROLS = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** Replaces what could steer a terminal, reverse the writing or have an unsure width; line breaks stay. */
export function neutralise(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(JOINERS, '')
    .replace(FLAG_LETTERS, (sign) => String.fromCharCode((sign.codePointAt(0) ?? 0) - 0x1f1a5))
    .replace(UNSEEN, '·')
    .replace(CONTROLS, visible)
    .replace(TOO_MANY_MARKS, '$1');
}

function visible(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}
