const BASE = '/chat/api';

/** The name of the post that answers. */
export async function fetchPostName() {
  return (await readJson('/about')).post;
}

/** The sample messages a citizen can forward. */
export function fetchSamples() {
  return readJson('/samples');
}

/** Everything a citizen's phone has shown so far. */
export async function fetchMessages(citizen) {
  return (await readJson(`/phones/${citizen}`)).messages;
}

/** Where a citizen's phone is told of new messages. */
export function eventsAddress(citizen) {
  return `${BASE}/phones/${citizen}/events`;
}

/** Where a kept file can be read. */
export function fileAddress(sha256) {
  return `${BASE}/files/${sha256}`;
}

/** Sends what a citizen wrote or attached: accepted with its id, refused with a reason, or lost. */
export async function send(citizen, draft) {
  const address = `${BASE}/phones/${citizen}`;
  try {
    const file = draft.copyOf ? await fetchFile(draft.copyOf) : draft.file;
    const response = await (file ? postFile(address, file, draft) : postText(address, draft));
    if (response.ok) return { type: 'accepted', id: (await response.json()).id };
    if (response.status >= 500) return { type: 'lost' };
    return { type: 'refused', why: (await response.json()).error };
  } catch {
    return { type: 'lost' };
  }
}

/** Tells that a citizen types, or no longer does; it does not matter if this is lost. */
export function tellTyping(citizen, isTyping) {
  postJson(`${BASE}/phones/${citizen}/typing`, { isTyping }).catch(() => {});
}

/** A forwarded file is read back, so that it can be sent again. */
async function fetchFile({ sha256, mime, name }) {
  const response = await fetch(fileAddress(sha256));
  if (!response.ok) throw new Error(`The file ${name} answered ${response.status}`);
  return new File([await response.blob()], name, { type: mime });
}

function postText(address, { text, forwardingScore, choice }) {
  const forwarded = forwardingScore ? { forwarded: true, forwardingScore } : {};
  return postJson(`${address}/messages`, { text, choice, ...forwarded });
}

function postJson(address, body) {
  const headers = { 'Content-Type': 'application/json' };
  return fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
}

function postFile(address, file, { text, forwardingScore = 0 }) {
  const query = new URLSearchParams({ name: file.name, caption: text, forwardingScore });
  return fetch(`${address}/files?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
    body: file,
  });
}

async function readJson(path) {
  const response = await fetch(BASE + path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
