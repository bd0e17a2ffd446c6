import type { Outgoing } from '../../ports/channel.ts';
import { Busy } from '../../ports/concurrency-limit.ts';
import { cardCaption } from '../fact-checks/card-text.ts';
import { publicView } from '../fact-checks/public-view.ts';
import type { MessagingDeps } from './messaging-deps.ts';

/** After so many failures the picture may be what fails: the reply goes as its words alone. */
const MAX_TRIES_WITH_PICTURE = 3;

/**
 * The reply with its picture painted as the fact-check is now, and with words to match; as it is where it
 * has none or none can be painted. `busy` where others are painted first.
 */
export async function paintReply(
  deps: MessagingDeps,
  outgoing: Outgoing,
): Promise<Outgoing | 'busy'> {
  const { picture } = outgoing.reply;
  const found = picture && (await deps.store.factChecks.get(picture.factCheck));
  if (!found) return outgoing;
  const text = cardCaption(deps, picture.language, found);
  const isSame = found.version === picture.version;
  const current = isSame ? outgoing : { ...outgoing, reply: { ...outgoing.reply, text } };
  if (outgoing.attempts >= MAX_TRIES_WITH_PICTURE) return current;
  try {
    return { ...current, picture: await deps.cardOf(publicView(deps, found)) };
  } catch (error) {
    if (error instanceof Busy) return 'busy';
    deps.warn(`a card could not be painted: ${error instanceof Error ? error.message : error}`);
    return current;
  }
}
