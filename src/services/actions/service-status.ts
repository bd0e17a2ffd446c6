import type { Call } from '../../ports/turn.ts';
import { readPostStatus } from '../duty/service-status.ts';
import { statusWords } from '../duty/status-text.ts';

/** How the whole post is doing, in words; nothing in it is about the citizen who asks. */
export const lookAtPost: Call<'seen'> = async ({ tipline, turn }) => {
  const status = await readPostStatus(tipline);
  const words = statusWords(tipline.script, turn.profile.language, status);
  return { outcome: 'seen', values: { ...words } };
};
