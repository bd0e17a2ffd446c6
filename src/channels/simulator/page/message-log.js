import { renderBubble, renderMeta } from './bubble.js';
import { renderChoices } from './choices.js';
import { nameDay } from './clock.js';
import { make } from './make.js';
import { ScrollKeeper } from './scroll-keeper.js';

/** The messages of one phone: those the server knows, and those still on their way to it. */
export class MessageLog {
  #items = [];
  #delivered = new Set();
  #asking;
  #choices;

  /** `names` tells who speaks; `actions` hears what the citizen does with a message. */
  constructor(screen, names, actions) {
    this.names = names;
    this.actions = actions;
    this.log = screen.querySelector('.log');
    this.list = screen.querySelector('.messages');
    this.scroll = new ScrollKeeper(this.log, screen.querySelector('.to-latest'));
    this.log.tabIndex = 0;
    this.log.ariaLabel = `Percakapan ${names.citizen} dengan ${names.bot}`;
  }

  /** Shows the server's list; what is already shown stays, and unsent messages keep their place last. */
  showAll(entries) {
    const kept = this.#items.filter(({ state }) => state === 'accepted');
    const continues = kept.every(({ entry }, n) => entry.id === entries[n]?.id);
    if (!continues) this.#rebuild(entries);
    else for (const entry of entries) this.receive(entry);
    requestAnimationFrame(() => this.log.setAttribute('aria-live', 'polite'));
  }

  /** Shows a message from the server, once; the citizen's own takes the place of its draft. */
  receive(entry) {
    this.#delivered.add(entry.id);
    const known = this.#items.find((item) => item.entry.id === entry.id);
    const own = known ?? this.#items.find((item) => isDraftOf(item, entry));
    const changes = { entry, state: 'accepted', preview: undefined };
    if (!own) this.#append(changes);
    else if (!known || known.preview) this.update(own, changes);
    this.#showTicks();
  }

  /** What the server tells of is delivered; the post has read what comes before its answer. */
  #showTicks() {
    const answer = this.#items.findLastIndex(({ entry }) => entry.from === 'bot');
    for (const [at, item] of this.#items.entries()) {
      const tick = at < answer ? 'read' : 'delivered';
      if (!this.#delivered.has(item.entry.id) || item.tick === tick) continue;
      item.tick = tick;
      item.element.querySelector('.meta').replaceWith(renderMeta(item));
    }
  }

  /** Shows what a citizen sends before the server has answered. */
  add(draft) {
    const { file, copyOf, text, forwardingScore } = draft;
    const shown = file ? { name: file.name, mime: file.type } : copyOf;
    const entry = { from: 'citizen', text, forwardingScore, file: shown, at: Date.now() };
    const preview = file && URL.createObjectURL(file);
    return this.#append({ entry, draft, preview, state: 'sending' });
  }

  /** Marks a sent message with what became of it. */
  settle(item, outcome) {
    if (item.state !== 'sending') return;
    if (outcome.type !== 'accepted') this.update(item, { state: outcome.type, why: outcome.why });
    else if (this.#items.some(({ entry }) => entry.id === outcome.id)) this.discard(item);
    else this.update(item, { entry: { ...item.entry, id: outcome.id }, state: 'accepted' });
  }

  /** Draws a message again after a change. */
  update(item, changes) {
    if ('preview' in changes && item.preview) URL.revokeObjectURL(item.preview);
    const old = item.element;
    Object.assign(item, changes);
    const hadFocus = old.contains(document.activeElement);
    item.element = this.#render(item);
    old.replaceWith(item.element);
    if (hadFocus) this.log.focus({ preventScroll: true });
    this.scroll.settle(false);
  }

  /** Takes an unsent message off the screen. */
  discard(item) {
    this.#items.splice(this.#items.indexOf(item), 1);
    if (item.preview) URL.revokeObjectURL(item.preview);
    if (item.element.contains(document.activeElement)) this.log.focus({ preventScroll: true });
    item.element.remove();
  }

  #rebuild(entries) {
    this.log.setAttribute('aria-live', 'off');
    if (this.list.contains(document.activeElement)) this.log.focus({ preventScroll: true });
    const unsent = this.#items.filter(({ state }) => state !== 'accepted');
    this.#items = [];
    this.#asking = undefined;
    this.list.replaceChildren();
    for (const entry of entries) this.receive(entry);
    for (const item of unsent) this.#append(item);
  }

  #append(item) {
    const day = nameDay(item.entry.at);
    const previous = this.#items.at(-1);
    if (!previous || nameDay(previous.entry.at) !== day)
      this.list.append(make('li', { className: 'day' }, make('span', {}, day)));
    item.element = this.#render(item);
    this.#items.push(item);
    this.list.append(item.element);
    this.#offerChoices();
    this.scroll.settle(item.entry.from === 'citizen');
    return item;
  }

  #render(item) {
    return renderBubble(item, { ...this.actions, speaker: this.names[item.entry.from] });
  }

  /** Only the last message of the bot can be answered with a tap; a picture leaves the one before it open. */
  #offerChoices() {
    const asking = this.#items.findLast(({ entry }) => entry.from === 'bot' && !entry.file);
    if (asking === this.#asking) return;
    this.#choices?.remove();
    this.#asking = asking;
    if (!asking?.entry.choices?.length) return;
    this.#choices = renderChoices(asking.entry.choices, this.actions.onChoose);
    asking.element.after(this.#choices);
  }
}

function isDraftOf({ entry, state }, received) {
  const isSame = entry.text === received.text && Boolean(entry.file) === Boolean(received.file);
  return state === 'sending' && received.from === 'citizen' && isSame;
}
