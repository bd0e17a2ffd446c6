/**
 * Makes the forward buttons of a log one stop for the Tab key: it lands on the newest message, and
 * the arrow keys go to the others.
 */
export function walkMessages(list) {
  const buttons = () => [...list.querySelectorAll('.forward')];
  new MutationObserver(() => makeStop(buttons(), buttons().at(-1))).observe(list, {
    childList: true,
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const all = buttons();
    const here = all.indexOf(event.target);
    const next = step && here >= 0 ? all[here + step] : undefined;
    if (!next) return;
    event.preventDefault();
    makeStop(all, next);
    next.focus();
  });
}

function makeStop(buttons, stop) {
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}
