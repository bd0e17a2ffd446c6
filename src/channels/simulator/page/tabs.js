import { make } from './make.js';

/** The tabs that show one phone at a time on a narrow screen. */
export class Tabs {
  #phones = new Map();

  constructor(element) {
    this.element = element;
    element.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const tabs = [...this.#phones.keys()];
      const next = step && tabs[tabs.indexOf(event.target) + step];
      if (!next) return;
      this.select(this.#phones.get(next));
      next.focus();
    });
  }

  add(phone) {
    const tab = make('button', { type: 'button', role: 'tab' }, phone.name);
    tab.setAttribute('aria-controls', phone.citizen);
    tab.addEventListener('click', () => this.select(phone));
    this.#phones.set(tab, phone);
    this.element.append(tab);
  }

  select(chosen) {
    for (const [tab, phone] of this.#phones) {
      const isChosen = phone === chosen;
      tab.ariaSelected = String(isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      phone.element.classList.toggle('selected', isChosen);
      if (!isChosen) continue;
      tab.querySelector('.news')?.remove();
      if (!document.activeElement.checkVisibility()) tab.focus();
    }
  }

  /** Puts a dot on the tab of a phone that got a message out of sight. */
  markNews(news) {
    for (const [tab, phone] of this.#phones) {
      if (phone !== news || tab.ariaSelected === 'true' || tab.querySelector('.news')) continue;
      tab.append(
        make('span', { className: 'news' }, make('span', { className: 'unseen' }, ', pesan baru')),
      );
    }
  }
}
