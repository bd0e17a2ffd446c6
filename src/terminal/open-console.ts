import { Box, type Key, render, Text, useInput, usePaste, useWindowSize } from 'ink';
import { createElement as h, type ReactElement, useEffect, useSyncExternalStore } from 'react';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import { DeskSession, type SessionParts } from './desk-session.ts';
import { drawDesk } from './draw-desk.ts';
import keyNames from './key-names.json' with { type: 'json' };
import type { Line } from './line.ts';
import { signsOf } from './measure.ts';

/** Where the console is shown, and where its keys come from. */
export interface Terminal {
  stdin?: NodeJS.ReadStream;
  stdout?: NodeJS.WriteStream;
}

const CLEAR = '\x1b[2J\x1b[H';
/** Enough to see what is typed, and few enough for a slow line. */
const MAX_FPS = 12;

/** Shows the desk in the terminal until the reviewer quits. */
export async function openConsole(
  parts: SessionParts,
  { stdin = process.stdin, stdout = process.stdout }: Terminal = {},
): Promise<void> {
  const session = new DeskSession(parts);
  const shown = render(h(Console, { session }), {
    stdin,
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: MAX_FPS,
  });
  // A smaller window leaves stale lines behind, so everything is redrawn.
  const onResize = () => {
    shown.clear();
    stdout.write(CLEAR);
    shown.rerender(h(Console, { session }));
  };
  stdout.on('resize', onResize);
  try {
    await session.start();
    await Promise.race([session.ended, shown.waitUntilExit()]);
  } finally {
    stdout.off('resize', onResize);
    session.stop();
    shown.unmount();
  }
}

function Console({ session }: { session: DeskSession }): ReactElement {
  const size = useWindowSize();
  const state = useSyncExternalStore(session.listen, () => session.state);
  useEffect(() => {
    session.size = size;
  }, [session, size]);
  useInput((input, key) => {
    for (const each of readKeys(input, key)) session.press(each);
  });
  usePaste((text) => session.paste(text));
  const lines = drawDesk(state, size);
  return h(Box, { flexDirection: 'column' }, ...lines.map((line, at) => h(Row, { key: at, line })));
}

/** The one place where words reach the terminal. */
function Row({ line }: { line: Line }): ReactElement {
  const parts = line.map(({ text, dim, color, ...style }, at) =>
    h(
      Text,
      { key: at, ...style, ...(dim && { dimColor: true }), ...(color && { color }) },
      neutralise(text).replaceAll('\n', ' '),
    ),
  );
  return h(Text, { wrap: 'truncate' }, ...(parts.length > 0 ? parts : [' ']));
}

const NAMED = Object.entries(keyNames);

/** The keys in what a terminal sent at once: fast typing arrives as one text. */
function readKeys(input: string, key: Key): string[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  const named = NAMED.find(([name]) => key[name as keyof Key] === true);
  if (named) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input.toLowerCase()}`];
  const keys = signsOf(input).map(readSign);
  // Escape and the next key, typed so fast that they look like one key with Alt.
  return key.meta ? ['escape', ...keys] : keys;
}

function readSign(sign: string): string {
  const code = sign.charCodeAt(0);
  if (sign === '\r' || sign === '\n' || sign === '\r\n') return 'enter';
  if (sign === '\t') return 'tab';
  if (sign === '\x1b') return 'escape';
  if (sign === '\x7f' || sign === '\b') return 'backspace';
  return code < 27 ? `ctrl-${String.fromCharCode(code + 96)}` : sign;
}
