import { send, tellTyping } from './api.js';
import { Composer } from './composer.js';
import { follow } from './follow.js';
import { MessageLog } from './message-log.js';
import { SampleDrawer } from './sample-drawer.js';
import { walkMessages } from './walk-messages.js';

/** Most answers come sooner; some messages have none. */
const MAX_TYPING_MS = 25_000;
const BRIEFLY_MS = 500;

/** One citizen's phone: the chat with the post, and what they write to it. */
export class Phone {
  #sending = Promise.resolve();
  #typing;

  /** `onForward` gets a message to pass on; `onNews` hears that the bot spoke. */
  constructor({ citizen, name, post, onForward, onNews }) {
    const template = document.querySelector('#phone');
    this.element = template.content.cloneNode(true).firstElementChild;
    this.citizen = citizen;
    this.name = name;
    this.#label(post);
    this.composer = new Composer(this.#find('.composer'), {
      name,
      onSend: (draft) => this.send(draft),
      onTyping: (isTyping) => tellTyping(this.citizen, isTyping),
    });
    this.log = new MessageLog(
      this.#find('.screen'),
      { bot: post, citizen: name },
      {
        onChoose: ({ id, label }) => this.#choose(id, label),
        onForward: (entry) => onForward(this, entry),
        onRetry: (item) => this.#retry(item),
        onDiscard: (item) => this.log.discard(item),
      },
    );
    walkMessages(this.#find('.messages'));
    this.#offerSamples();
    this.#follow(onNews);
  }

  /** Sends messages one after the other, so that they arrive in the order they were written. */
  send(draft) {
    const item = this.log.add(draft);
    this.#sending = this.#sending.then(async () => {
      this.log.settle(item, await send(this.citizen, draft));
    });
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }

  #label(post) {
    this.element.id = this.citizen;
    this.element.setAttribute('aria-labelledby', `${this.citizen}-owner`);
    this.#find('.owner').id = `${this.citizen}-owner`;
    this.#find('.owner').textContent = this.name;
    this.#find('.avatar').textContent = post.slice(0, 1);
    this.#find('.post-name').textContent = post;
  }

  #choose(choice, label) {
    this.send({ text: label, choice });
    this.composer.focus();
  }

  #retry(item) {
    this.log.discard(item);
    this.send(item.draft);
    this.composer.focus();
  }

  #offerSamples() {
    new SampleDrawer({
      drawer: this.#find('.samples'),
      toggle: this.#find('.open-samples'),
      onPick: (text) => {
        this.send({ text, forwardingScore: this.composer.forwardingScore || 1 });
        this.composer.clear();
      },
    });
  }

  #follow(onNews) {
    follow(this.citizen, {
      onList: (entries) => {
        this.#showConnection(true);
        this.log.showAll(entries);
      },
      onEntry: (entry) => {
        this.log.receive(entry);
        this.#showTyping(entry.from === 'citizen');
        if (entry.from === 'bot') onNews(this);
      },
      onDown: () => this.#showConnection(false),
    });
  }

  /** The post types from the moment a message arrives until its answer. */
  #showTyping(isTyping) {
    const presence = this.#find('.presence');
    clearTimeout(this.#typing);
    if (isTyping) presence.textContent = 'sedang mengetik…';
    const stop = () => (presence.textContent = 'daring');
    this.#typing = setTimeout(stop, isTyping ? MAX_TYPING_MS : BRIEFLY_MS);
  }

  #showConnection(isUp) {
    clearTimeout(this.#typing);
    this.#find('.presence').textContent = isUp ? 'daring' : 'menyambungkan…';
    this.#find('.outage').textContent = isUp
      ? ''
      : 'Sambungan terputus. Kami mencoba menyambung lagi.';
  }
}
