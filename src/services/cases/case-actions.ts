import type { Tipline } from '../../app/context.ts';
import type { closings } from '../../domain/cases/case.ts';
import type { ThreatLabel } from '../../domain/cases/threats.ts';
import { addNote, assign, sayThreat, setTags, snooze, wakeCase } from './amend-case.ts';
import { askCitizens } from './ask-citizens.ts';
import { attachFactCheck } from './attach-fact-check.ts';
import type { Action, Done } from './change-case.ts';
import { chooseWordings, type WordingChoice } from './choose-wordings.ts';
import type { Agreed } from './compare-fact-check.ts';
import { claim, close, handOver, release } from './decide-case.ts';
import { type Merged, mergeCases, splitCase } from './merge-cases.ts';
import { approve, sendBack } from './second-review.ts';
import { takeBack, unmerge } from './undo.ts';

/** Something that can be done to a case, by name, with what it needs; verdicts aside. */
export type CaseAct =
  | { name: 'close'; closing: (typeof closings)[number] }
  | ({ name: 'attach'; id: string } & Agreed)
  | { name: 'merge'; into: string }
  | { name: 'split'; tip: string }
  | { name: 'snooze'; until: number }
  | { name: 'assign'; to: string | undefined }
  | { name: 'hand-over'; to: string }
  | { name: 'tags'; tags: readonly string[] }
  | { name: 'threat'; threat: ThreatLabel }
  | { name: 'note' | 'ask' | 'send-back'; text: string }
  | ({ name: 'wordings' } & WordingChoice)
  | { name: 'claim' }
  | { name: 'wake' | 'approve' | 'release' | 'unmerge' | 'take-back' };

/** Does to a case what a reviewer asked for; a text says why it could not be done. */
export function carryOut(tipline: Tipline, action: Action, act: CaseAct): Promise<Done | string> {
  switch (act.name) {
    case 'claim':
      return claim(tipline, action);
    case 'close':
      return close(tipline, action, act.closing);
    case 'attach':
      return attachFactCheck(tipline, action, act.id, act);
    case 'wordings':
      return chooseWordings(tipline, action, act);
    case 'merge':
    case 'split':
      return join(tipline, action, act);
    case 'snooze':
      return snooze(tipline, action, act.until);
    case 'assign':
      return assign(tipline, action, act.to);
    case 'hand-over':
      return handOver(tipline, action, act.to);
    case 'tags':
      return setTags(tipline, action, act.tags);
    case 'threat':
      return sayThreat(tipline, action, act.threat);
    case 'note':
      return addNote(tipline, action, act.text);
    case 'ask':
      return askCitizens(tipline, action, act.text);
    case 'send-back':
      return sendBack(tipline, action, act.text);
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
  act: Extract<CaseAct, { name: 'merge' | 'split' }>,
): Promise<Done | string> {
  const merged: Merged =
    act.name === 'merge'
      ? await mergeCases(tipline, { from: ticket, into: act.into, reviewer })
      : await splitCase(tipline, { ticket, tip: act.tip, reviewer });
  return merged.type === 'done' ? merged : `${ticket}: ${merged.message}`;
}
