const NEAR_END = 120;

/** Keeps the newest message in view, unless the reader has scrolled up to older ones. */
export class ScrollKeeper {
  #isAtEnd = true;
  #size = '';

  constructor(log, toLatest) {
    this.log = log;
    this.toLatest = toLatest;
    log.addEventListener('scroll', () => this.#notice(), { passive: true });
    toLatest.addEventListener('click', () => {
      this.settle(true);
      this.log.focus({ preventScroll: true });
    });
    // A phone that was hidden, a keyboard that opens and a picture that loads all change the height.
    const watcher = new ResizeObserver(() => this.settle(false));
    watcher.observe(log);
    watcher.observe(log.querySelector('.messages'));
  }

  /** Goes to the newest message if the reader was there, or if `must`. */
  settle(must) {
    if (must || this.#isAtEnd) this.log.scrollTop = this.log.scrollHeight;
    this.#size = this.#measure();
    this.#notice();
  }

  /** The browser scrolls by itself when the size changes; that says nothing about the reader. */
  #notice() {
    if (this.log.clientHeight === 0 || this.#measure() !== this.#size) return;
    const below = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
    this.#isAtEnd = below < NEAR_END;
    this.toLatest.hidden = this.#isAtEnd;
  }

  #measure() {
    return `${this.log.scrollHeight}/${this.log.clientHeight}`;
  }
}
