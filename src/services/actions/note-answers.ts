import { sources } from '../../domain/cases/case.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { findProvince } from '../../domain/text/province.ts';
import type { Values } from '../../engine/conversation.ts';
import type { TipNotes } from '../../ports/commit.ts';
import { type Call, idsOf, type Turn, textOf } from '../../ports/turn.ts';

/** Notes where the message came from. */
export const noteSource: Call<'noted'> = ({ turn, values }) => {
  const source = sources.find((name) => name === values.chosen);
  if (source) note(turn, values, { source });
  return { outcome: 'noted' };
};

/** Notes the link or account behind it. */
export const noteLink: Call<'noted'> = ({ turn, values }) => {
  const link = maskPersonalData(textOf(values.heard)).slice(0, 300);
  note(turn, values, { link });
  return { outcome: 'noted' };
};

/** Notes the province; asks once more when it is not understood, then lets it be. */
export const noteRegion: Call<'noted' | 'unclear' | 'unknown'> = ({ turn, values }) => {
  const region = findProvince(textOf(values.heard));
  if (!region)
    return values.tried ? { outcome: 'unknown' } : { outcome: 'unclear', values: { tried: 1 } };
  note(turn, values, { region });
  return { outcome: 'noted' };
};

/** Notes whether a verdict helped. */
export const noteFeedback: Call<'noted'> = ({ turn, values }) => {
  const factCheck = textOf(values.factCheck);
  const isHelpful = values.chosen === 'helpful';
  if (factCheck !== '') {
    turn.changes.push({ type: 'feedback', factCheck, isHelpful, at: turn.now });
  }
  return { outcome: 'noted' };
};

function note(turn: Turn, values: Values, notes: TipNotes): void {
  turn.changes.push({ type: 'note-tips', ids: idsOf(values.tips), notes });
}
