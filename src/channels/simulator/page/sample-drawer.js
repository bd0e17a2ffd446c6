import { fetchSamples } from './api.js';
import { make } from './make.js';

/** The drawer of sample messages over a phone's log; a click on one forwards it. */
export class SampleDrawer {
  constructor({ drawer, toggle, onPick }) {
    this.drawer = drawer;
    this.toggle = toggle;
    this.onPick = onPick;
    this.list = drawer.querySelector('ul');
    toggle.addEventListener('click', () => (drawer.hidden ? this.open() : this.close()));
    drawer.querySelector('.close-samples').addEventListener('click', () => this.close());
    drawer.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
  }

  open() {
    this.#show(true);
    this.drawer.querySelector('.close-samples').focus();
    if (!this.list.querySelector('button')) void this.#fill();
  }

  close() {
    this.#show(false);
    this.toggle.focus();
  }

  #show(isOpen) {
    this.drawer.hidden = !isOpen;
    this.toggle.ariaExpanded = String(isOpen);
  }

  async #fill() {
    this.#note('Memuat …');
    try {
      const samples = await fetchSamples();
      if (samples.length === 0) this.#note('Belum ada contoh pesan.');
      else this.list.replaceChildren(...samples.map((sample) => this.#renderSample(sample)));
    } catch {
      this.#note('Contoh pesan belum bisa dimuat. Tutup, lalu buka lagi.');
    }
  }

  #note(text) {
    this.list.replaceChildren(make('li', { className: 'note', role: 'status' }, text));
  }

  #renderSample({ title, text, verdict, tone }) {
    const button = make(
      'button',
      { type: 'button' },
      make('span', { className: 'sample-title' }, title),
      verdict && renderVerdict(verdict, tone),
      make('span', { className: 'sample-text', dir: 'auto' }, text),
    );
    button.addEventListener('click', () => {
      this.close();
      this.onPick(text);
    });
    return make('li', {}, button);
  }
}

function renderVerdict(verdict, tone) {
  const label = make('span', { className: 'verdict' }, verdict.replaceAll('_', ' '));
  label.dataset.tone = tone;
  return label;
}
