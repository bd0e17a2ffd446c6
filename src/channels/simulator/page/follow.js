import { eventsAddress, fetchMessages } from './api.js';

const RETRY_MS = 3000;

/**
 * Keeps a phone up to date: the whole list each time the stream opens, then every new message.
 * A page in the background lets go of its stream, since a browser allows only six at a time.
 */
export function follow(citizen, { onList, onEntry, onDown }) {
  let stream;
  let retry;
  const open = () => {
    close();
    if (document.hidden) return;
    stream = openStream(citizen, { onList, onEntry, onDown: onFailure });
  };
  const close = () => {
    clearTimeout(retry);
    stream?.close();
  };
  const onFailure = () => {
    onDown();
    close();
    retry = setTimeout(open, RETRY_MS);
  };
  document.addEventListener('visibilitychange', open);
  open();
}

/** Messages that come in while the list is on its way wait, so that the list cannot lose them. */
function openStream(citizen, { onList, onEntry, onDown }) {
  const stream = new EventSource(eventsAddress(citizen));
  let waiting = [];
  const load = async () => {
    const entries = await fetchMessages(citizen).catch(onDown);
    if (!entries || stream.readyState !== EventSource.OPEN) return;
    onList(entries);
    for (const entry of waiting) onEntry(entry);
    waiting = undefined;
  };
  stream.addEventListener('open', () => void load());
  stream.addEventListener('error', onDown);
  stream.addEventListener('message', (event) => {
    const entry = JSON.parse(event.data);
    if (waiting) waiting.push(entry);
    else onEntry(entry);
  });
  return stream;
}
