import type { Writing } from '../../src/channels/simulator/simulator.ts';
import { toLines } from '../../src/cli/output.ts';
import type { Player, Shown } from '../../src/cli/player.ts';
import { messageKinds } from '../../src/domain/messages/message.ts';
import { REPORT_FORM } from '../../src/domain/reports/report-form.ts';
import { spanToMs } from '../../src/engine/flow.ts';
import { isShown } from '../../src/ports/card-renderer.ts';
import { playReviewer } from './play-review.ts';
import { readReviewerAction } from './reviewer-action.ts';
import signs from './transcript-signs.json' with { type: 'json' };

/** A conversation as a file: what citizens and reviewers do, and what the bot says to it. */
export type Turn =
  | { type: 'comment'; text: string }
  | { type: 'writes'; citizen: string; sign: string; text: string }
  | { type: 'wait'; span: string }
  | { type: 'review'; who: string; reviewer: string; text: string };

/** Every transcript begins on this Tuesday at eight in the morning, Jakarta time. */
export const TRANSCRIPT_START = Date.parse('2026-11-24T08:00:00+07:00');

/** The citizen whose lines need no name in the bot's answers. */
const FIRST_CITIZEN = 'warga';
const REVIEWERS: Readonly<Record<string, string>> = {
  peninjau: 'rina',
  peninjau2: 'budi',
  mitra: 'mitra',
};
const INDENT = ' '.repeat(8);
const WRITES = /^([a-z][a-z0-9]*) *(\+?>{1,3}) ?(.*)$/;

/** Reads the script lines of a transcript; what the bot said is left out. */
export function readTranscript(source: string): Turn[] {
  const turns: Turn[] = [];
  let isBot = false;
  for (const line of source.split('\n')) {
    if (line === '') continue;
    if (line.startsWith(INDENT)) {
      const last = turns.at(-1);
      if (!isBot && last?.type === 'writes') last.text += `\n${line.slice(INDENT.length)}`;
      continue;
    }
    isBot = /^bot(@\S+)? *</.test(line) || line.startsWith('posko !');
    const turn = isBot ? undefined : readLine(line);
    if (turn) turns.push(turn);
  }
  return turns;
}

function readLine(line: string): Turn | undefined {
  if (line.startsWith('#')) return { type: 'comment', text: line };
  const wait = line.match(/^waktu \+ (\d+[smhd])$/);
  if (wait?.[1]) return { type: 'wait', span: wait[1] };
  const [, citizen = '', sign = '', text = ''] = line.match(WRITES) ?? [];
  if (citizen === '') throw new Error(`a transcript has no line such as: ${line}`);
  const reviewer = REVIEWERS[citizen];
  return reviewer === undefined
    ? { type: 'writes', citizen, sign, text }
    : { type: 'review', who: citizen, reviewer, text };
}

/** Plays a transcript and rewrites it with the bot's replies; `heard` collects what was shown. */
export async function playTranscript(source: string, player: Player, heard: Shown[]) {
  const lines: string[] = [];
  const turns = readTranscript(source);
  for (let index = 0; index < turns.length; index += 1) {
    const turn = turns[index];
    if (!turn) continue;
    lines.push(showTurn(turn));
    const next = turns[index + 1];
    const isBreath = turn.type === 'writes' && next?.type === 'writes' && next.sign.startsWith('+');
    if (isBreath) continue;
    const problem = await perform(player, turns, index);
    if (problem !== undefined) lines.push(`posko ! ${problem}`);
    lines.push(...heard.splice(0).map(showReply));
  }
  return `${lines.join('\n')}\n`;
}

async function perform(player: Player, turns: readonly Turn[], index: number) {
  const turn = turns[index];
  if (!turn || turn.type === 'comment') return undefined;
  if (turn.type === 'wait') {
    await player.wait(spanToMs(turn.span));
    return undefined;
  }
  if (turn.type === 'review') {
    const [ticket = '', ...words] = turn.text.split(' ');
    const by = { ticket: ticket.toUpperCase(), reviewer: turn.reviewer };
    const action = readReviewerAction(words.join(' '));
    return player.act((deps) => playReviewer(deps, by, action));
  }
  await player.write(turn.citizen, ...breathOf(turns, index).map(toWriting));
  return undefined;
}

/** The messages sent in one breath that end at `index`. */
function breathOf(turns: readonly Turn[], index: number): Extract<Turn, { type: 'writes' }>[] {
  const turn = turns[index];
  if (turn?.type !== 'writes') return [];
  return turn.sign.startsWith('+') ? [...breathOf(turns, index - 1), turn] : [turn];
}

const { kinds, files }: Record<'kinds' | 'files', Partial<Record<string, string>>> = signs;

/** `[gambar pasar.jpg] keterangan` sends a file of that name, `[stiker]` a sticker, `[formulir] {…}` a filled-in form. */
function toWriting({ sign, text }: { sign: string; text: string }): Writing {
  const marks = sign.replace('+', '').length;
  const forwardingScore = marks === 3 ? 5 : marks - 1;
  const [, what = '', name = '', caption = ''] =
    text.match(/^\[(\w+)(?: ([^\]]*))?\] ?([\s\S]*)$/) ?? [];
  if (what === 'formulir') return { text: caption, choice: REPORT_FORM, forwardingScore };
  const kind = messageKinds.find((each) => each === kinds[what]);
  if (kind) return { text: caption, kind, forwardingScore };
  const mime = files[what];
  if (mime) {
    const file = { bytes: new TextEncoder().encode(name), mime, name };
    return { text: caption, forwardingScore, file };
  }
  return { text, forwardingScore };
}

function showTurn(turn: Turn): string {
  if (turn.type === 'comment') return turn.text;
  if (turn.type === 'wait') return `waktu + ${turn.span}`;
  if (turn.type === 'review') return `${turn.who} > ${turn.text}`;
  return `${turn.citizen} ${turn.sign} ${turn.text.replaceAll('\n', `\n${INDENT}`)}`;
}

/** What a citizen sends as `[gambar pasar.jpg] keterangan`, the bot sends so too. */
function showReply({ to, reply, picture }: Shown): string {
  const speaker = to === FIRST_CITIZEN ? 'bot   < ' : `bot@${to} < `;
  const kind = picture && (isShown(picture) ? 'gambar' : 'berkas');
  const head = picture ? `${speaker}[${kind} ${picture.name}] ` : speaker;
  const [first = '', ...rest] = toLines(reply);
  return [head + first, ...rest.map((line) => (line === '' ? '' : INDENT + line))].join('\n');
}
