import type { Route } from '../desk.ts';
import {
  retireAnswer,
  showAnswer,
  showNewAnswer,
  takeAnswer,
  takeNewAnswer,
} from './voters-actions.ts';
import { sendVoters } from './voters-page.ts';

const ANSWER = '/voter-answers/:id';

/** Pages of the answers for voters: all may read them, editors change them. */
export const voterRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/voter-answers',
    needs: 'see-fact-checks',
    run: (visit) => sendVoters(visit),
  },
  { method: 'get', path: '/new-voter-answer', needs: 'edit-voter-answers', run: showNewAnswer },
  { method: 'post', path: '/new-voter-answer', needs: 'edit-voter-answers', run: takeNewAnswer },
  { method: 'get', path: ANSWER, needs: 'edit-voter-answers', run: showAnswer },
  { method: 'post', path: ANSWER, needs: 'edit-voter-answers', run: takeAnswer },
  { method: 'post', path: `${ANSWER}/retire`, needs: 'edit-voter-answers', run: retireAnswer },
];
