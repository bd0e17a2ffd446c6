/** A state was entered; its question was put once more; or it was left, by a way as `waysOn` names it or by none of its own. */
export type Passage =
  | { type: 'entered' | 'again'; flow: string; state: string }
  | { type: 'left'; flow: string; state: string; by: string };

/** How a state is left when the citizen turned to something else; with a space, so that no choice is named so. */
export const SOMETHING_ELSE = 'something else';

/** How a state is left that is no longer worth asking, or no longer there. */
export const CALLED_OFF = 'called off';
