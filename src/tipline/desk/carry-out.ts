import type { Action, Done } from '../../tipline/desk/act-on-case.ts';
import { addNote, assign, setTags, snooze, wakeCase } from '../../tipline/desk/amend-case.ts';
import { askCitizens } from '../../tipline/desk/ask-citizens.ts';
import { attachFactCheck } from '../../tipline/desk/attach-fact-check.ts';
import { close, handOver, release } from '../../tipline/desk/decide.ts';
import { type Merged, mergeCases, splitCase } from '../../tipline/desk/merge-cases.ts';
import { approve, sendBack } from '../../tipline/desk/second-person.ts';
import { takeBack, unmerge } from '../../tipline/desk/take-back.ts';
import type { Tipline } from '../../tipline/tipline.ts';
import type { Deed } from './desk-state.ts';

/** Does to a case what a reviewer asked for; a text says why it could not be done. */
export function carryOut(tipline: Tipline, action: Action, deed: Deed): Promise<Done | string> {
  switch (deed.name) {
    case 'close':
      return close(tipline, action, deed.closing);
    case 'attach':
      return attachFactCheck(tipline, action, deed.id);
    case 'merge':
    case 'split':
      return join(tipline, action, deed);
    case 'snooze':
      return snooze(tipline, action, deed.until);
    case 'assign':
      return assign(tipline, action, deed.to);
    case 'hand-over':
      return handOver(tipline, action, deed.to);
    case 'tags':
      return setTags(tipline, action, deed.tags);
    case 'note':
      return addNote(tipline, action, deed.text);
    case 'ask':
      return askCitizens(tipline, action, deed.text);
    case 'send-back':
      return sendBack(tipline, action, deed.text);
    case 'approve':
      return approve(tipline, action);
    case 'release':
      return release(tipline, action);
    case 'wake':
      return wakeCase(tipline, action);
    case 'unmerge':
      return unmerge(tipline, action);
    case 'take-back':
      return takeBack(tipline, action);
  }
}

async function join(
  tipline: Tipline,
  { ticket, reviewer }: Action,
  deed: Extract<Deed, { name: 'merge' | 'split' }>,
): Promise<Done | string> {
  const merged: Merged =
    deed.name === 'merge'
      ? await mergeCases(tipline, { from: ticket, into: deed.into, reviewer })
      : await splitCase(tipline, { ticket, tip: deed.tip, reviewer });
  return merged.type === 'done' ? merged : `${ticket}: ${merged.message}`;
}
