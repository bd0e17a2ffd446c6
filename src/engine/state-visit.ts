/** State visit: entered, asked again, or left by a transition of `waysOn` or one of those below. */
export type StateVisit =
  | { type: 'entered' | 'again'; flow: string; state: string }
  | { type: 'left'; flow: string; state: string; by: string };

/** Transition of a citizen who turned to something else; the space keeps it apart from choices. */
export const SOMETHING_ELSE = 'something else';

/** Transition out of a state that is no longer worth asking, or no longer exists. */
export const CALLED_OFF = 'called off';
