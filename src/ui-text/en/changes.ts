import type { Words } from '../ui-text.ts';

/** English: changes of fact-checks that are confirmed, wait for a second person or can still be undone. */
export const englishChanges: Pick<Words, 'changes'> = {
  changes: {
    title: 'Changes of fact-checks',
    hint: 'No citizen has read these changes yet. A proposal holds once somebody else approves it.',
    none: 'No change is waiting.',
    confirm: 'Check before you save',
    now: 'Message now',
    later: 'Message then',
    nothingYet: 'There is no fact-check yet.',
    reason: 'Reason',
    told: (n) =>
      n === 0
        ? 'No citizen had the old message.'
        : `${n} citizens had the old message and will be told.`,
    needsTwo: 'On this topic a second person has to agree.',
    noSecond: 'Nobody else can approve yet. Ask an admin to add an editor on the page Reviewers.',
    submit: 'Yes, save',
    propose: 'Yes, propose',
    back: 'Back',
    proposedBy: (name, time) => `Proposed by ${name}, ${time}`,
    heldUntil: (time) => `Holds from ${time}; until then it can be undone.`,
    approve: 'Approve',
    sendBack: 'Send back',
    sendBackWhy: 'Why it is sent back',
    takeBack: 'Undo',
    own: 'Your proposal waits for somebody else.',
    waits: 'A change of this fact-check is waiting.',
    rows: (n) => `${n} fact-checks`,
    more: (n) => `and ${n} more that are not shown`,
    kind: { new: 'New fact-check', correct: 'Correction', retract: 'Withdrawal', import: 'Import' },
    problem: {
      unknown: 'That change is not there any more.',
      'own-proposal': 'Somebody else has to approve your proposal.',
      'no-proposal': 'That change is approved already.',
      'too-late': 'Too late: the change holds already.',
      stale: 'The fact-check has changed since you looked at it. Check it, then try again.',
      waiting: 'Another change of this fact-check is waiting already.',
      'no-fact-check': 'This fact-check does not exist or was withdrawn.',
      'unknown-org': 'An admin has to register that organisation on the page Settings first.',
    },
  },
};
