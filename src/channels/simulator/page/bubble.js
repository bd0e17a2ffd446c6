import { nameTime } from './clock.js';
import { renderFile } from './file-view.js';
import { formatText } from './format.js';
import { make, makeIcon } from './make.js';

const MANY_TIMES = 5;
const STATES = {
  sending: ['clock', 'Sedang dikirim'],
  accepted: ['check', 'Terkirim'],
  delivered: ['delivered', 'Tersampaikan'],
  read: ['read', 'Dibaca'],
};
const UNSENT = ['alert', 'Belum terkirim'];

/** Draws one message of the log; `actions` are what a citizen can do with it. */
export function renderBubble(item, { speaker, onForward, onRetry, onDiscard }) {
  const { entry, preview, state } = item;
  const bubble = make(
    'div',
    { className: 'bubble' },
    make('span', { className: 'unseen' }, `${speaker}: `),
    forwardMark(entry),
    entry.file && renderFile(entry.file, preview),
    make('span', { className: 'text', dir: 'auto' }, formatText(entry.text)),
    renderMeta(item),
  );
  const row = make('li', { className: `row ${entry.from} ${state}` }, bubble);
  if (state === 'accepted') addForward(row, bubble, () => onForward(item.entry));
  if (state === 'lost' || state === 'refused') row.append(renderFailure(item, onRetry, onDiscard));
  return row;
}

function forwardMark({ forwarded, forwardingScore = 0 }) {
  if (forwardingScore >= MANY_TIMES) return mark('forward-many', 'Diteruskan berkali-kali');
  return forwarded || forwardingScore > 0 ? mark('forward', 'Diteruskan') : undefined;
}

function mark(icon, label) {
  return make('span', { className: 'mark' }, makeIcon(icon), label);
}

/** When it was said, with one tick once it was sent, two once it arrived, and blue ones once it was read. */
export function renderMeta({ entry, state, tick }) {
  const time = make('time', { dateTime: new Date(entry.at).toISOString() }, nameTime(entry.at));
  const meta = make('span', { className: 'meta' }, time);
  meta.ariaLive = 'off';
  if (entry.from !== 'bot') meta.append(makeIcon(...(STATES[tick ?? state] ?? UNSENT)));
  return meta;
}

/** Long press on a phone and right click on a computer both arrive as `contextmenu`. */
function addForward(row, bubble, open) {
  const button = make(
    'button',
    {
      type: 'button',
      className: 'round forward',
      title: 'Teruskan',
      ariaLabel: 'Teruskan pesan ini',
    },
    makeIcon('forward'),
  );
  button.tabIndex = -1;
  button.setAttribute('aria-haspopup', 'dialog');
  button.addEventListener('click', open);
  bubble.addEventListener('contextmenu', (event) => {
    if (event.target.closest('a')) return;
    event.preventDefault();
    open();
  });
  row.append(button);
}

function renderFailure(item, onRetry, onDiscard) {
  const isLost = item.state === 'lost';
  const action = make('button', { type: 'button' }, isLost ? 'coba lagi' : 'Buang pesan ini');
  action.addEventListener('click', () => (isLost ? onRetry(item) : onDiscard(item)));
  const words = isLost ? 'Belum terkirim – ' : `${item.why} `;
  return make('p', { className: 'failure' }, makeIcon('alert'), make('span', {}, words, action));
}
