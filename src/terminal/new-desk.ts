import type { DeskState } from './desk-state.ts';

/** A desk that has just been opened. */
export function newDesk(
  who: Pick<DeskState, 'reviewer' | 'role' | 'words' | 'now' | 'undoMs'>,
): DeskState {
  return {
    ...who,
    screen: 'queue',
    isHelp: false,
    scroll: 0,
    entries: [],
    list: 'ready',
    topic: undefined,
    threat: undefined,
    tag: undefined,
    text: '',
    saved: [],
    savedId: undefined,
    cursor: '',
    marked: [],
    open: undefined,
    search: { text: '', found: [], at: 0, from: 'queue' },
    figures: undefined,
    duty: undefined,
    changes: [],
    changeAt: 0,
    alarms: [],
    prompt: undefined,
    notice: undefined,
    undo: [],
    unsaved: {},
  };
}
