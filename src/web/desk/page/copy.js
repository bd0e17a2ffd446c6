/** Copies or prints what is shown once. */
export function copyShown() {
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest?.('[data-copy], [data-print]');
    if (!button) return;
    if ('print' in button.dataset) return window.print();
    const shown = document.getElementById(button.dataset.copy);
    const lines = [...shown.querySelectorAll('code')].map(({ textContent }) => textContent);
    await navigator.clipboard.writeText(lines.join('\n') || shown.textContent);
    button.textContent = button.dataset.copied;
  });
}
