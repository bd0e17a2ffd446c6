import type { Tipline } from '../../app/context.ts';
import type { Outgoing } from '../../ports/channel.ts';
import { Busy } from '../../ports/concurrency-limit.ts';
import { cardCaption } from '../fact-checks/card-text.ts';
import { publicView } from '../fact-checks/public-view.ts';

/** After so many failures the picture may be what fails: the reply goes as its words alone. */
const MAX_TRIES_WITH_PICTURE = 3;

/**
 * The reply with its picture painted as the fact-check is now, and with words to match; as it is where it
 * has none or none can be painted. `busy` where others are painted first.
 */
export async function paintReply(tipline: Tipline, outgoing: Outgoing): Promise<Outgoing | 'busy'> {
  const { picture } = outgoing.reply;
  const found = picture && (await tipline.store.factChecks.get(picture.factCheck));
  if (!found) return outgoing;
  const text = cardCaption(tipline, picture.language, found);
  const isSame = found.version === picture.version;
  const current = isSame ? outgoing : { ...outgoing, reply: { ...outgoing.reply, text } };
  if (outgoing.attempts >= MAX_TRIES_WITH_PICTURE) return current;
  try {
    return { ...current, picture: await tipline.cardOf(publicView(tipline, found)) };
  } catch (error) {
    if (error instanceof Busy) return 'busy';
    tipline.warn(`a card could not be painted: ${error instanceof Error ? error.message : error}`);
    return current;
  }
}
