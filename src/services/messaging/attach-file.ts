import type { Outgoing } from '../../ports/channel.ts';
import { exportOwnData } from '../privacy/export-own-data.ts';
import type { MessagingDeps } from './messaging-deps.ts';

/** After so many failures the file may be what fails: the reply goes as words that say so. */
const MAX_TRIES_WITH_FILE = 3;
const NAME = 'data-saya.txt';

/** The reply with the copy of its citizen's data, as it is at this moment; with a clear word where there is none. */
export async function encloseFile(
  deps: Pick<MessagingDeps, 'store' | 'clock' | 'script' | 'settings'>,
  citizen: string,
  outgoing: Outgoing,
): Promise<Outgoing> {
  const { file } = outgoing.reply;
  if (!file) return outgoing;
  const { instead } = file;
  const data =
    outgoing.attempts < MAX_TRIES_WITH_FILE ? await exportOwnData(deps, citizen) : undefined;
  if (!data) return { ...outgoing, reply: { ...outgoing.reply, text: instead } };
  const bytes = Buffer.from(`${JSON.stringify(data, null, 2)}\n`);
  // WhatsApp takes no JSON files; text opens on every phone.
  return { ...outgoing, picture: { name: NAME, mime: 'text/plain', bytes, instead } };
}
