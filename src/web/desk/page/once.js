/** A second click that comes so soon means the first. */
const AGAIN_MS = 1500;

/** Sends a form once, however fast somebody clicks. */
export function sendOnce() {
  const hear = (event) => {
    const { dataset, method } = event.target;
    if (method !== 'post') return;
    if (Date.now() - Number(dataset.sentAt ?? 0) < AGAIN_MS) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else dataset.sentAt = String(Date.now());
  };
  document.addEventListener('submit', hear, true);
}
