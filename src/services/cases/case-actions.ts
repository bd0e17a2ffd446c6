import type { closings } from '../../domain/cases/case.ts';
import type { ThreatLabel } from '../../domain/cases/threats.ts';
import { addNote, assign, sayThreat, setTags, snooze, wakeCase } from './amend-case.ts';
import { askCitizens } from './ask-citizens.ts';
import { attachFactCheck } from './attach-fact-check.ts';
import type { CaseDeps } from './case-deps.ts';
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
export function carryOut(deps: CaseDeps, action: Action, act: CaseAct): Promise<Done | string> {
  switch (act.name) {
    case 'claim':
      return claim(deps, action);
    case 'close':
      return close(deps, action, act.closing);
    case 'attach':
      return attachFactCheck(deps, action, act.id, act);
    case 'wordings':
      return chooseWordings(deps, action, act);
    case 'merge':
    case 'split':
      return join(deps, action, act);
    case 'snooze':
      return snooze(deps, action, act.until);
    case 'assign':
      return assign(deps, action, act.to);
    case 'hand-over':
      return handOver(deps, action, act.to);
    case 'tags':
      return setTags(deps, action, act.tags);
    case 'threat':
      return sayThreat(deps, action, act.threat);
    case 'note':
      return addNote(deps, action, act.text);
    case 'ask':
      return askCitizens(deps, action, act.text);
    case 'send-back':
      return sendBack(deps, action, act.text);
    case 'approve':
      return approve(deps, action);
    case 'release':
      return release(deps, action);
    case 'wake':
      return wakeCase(deps, action);
    case 'unmerge':
      return unmerge(deps, action);
    case 'take-back':
      return takeBack(deps, action);
  }
}

async function join(
  deps: CaseDeps,
  { ticket, reviewer }: Action,
  act: Extract<CaseAct, { name: 'merge' | 'split' }>,
): Promise<Done | string> {
  const merged: Merged =
    act.name === 'merge'
      ? await mergeCases(deps, { from: ticket, into: act.into, reviewer })
      : await splitCase(deps, { ticket, tip: act.tip, reviewer });
  return merged.type === 'done' ? merged : `${ticket}: ${merged.message}`;
}
