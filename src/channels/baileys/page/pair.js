const EVERY_MS = 3000;

setInterval(refresh, EVERY_MS);

/** Shows how the device fares now; what is the same stays, so that nothing is read out twice. */
async function refresh() {
  const response = await fetch('/pair').catch(() => undefined);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const id of ['state', 'picture']) {
    const [old, next] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && next && !old.isEqualNode(next)) old.replaceChildren(...next.childNodes);
  }
}
