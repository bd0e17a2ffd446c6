import { renderFile } from './file-view.js';

const ONCE = 1;
const MANY_TIMES = 5;
const MAX_HEIGHT = 132;
const TELL_MS = 4000;

/** Where a citizen writes, attaches a file and says whether the message was forwarded to them. */
export class Composer {
  #preview;
  #telling;

  constructor(form, { name, onSend, onTyping }) {
    this.form = form;
    this.fields = form.elements;
    this.onSend = onSend;
    this.onTyping = onTyping;
    this.fields.text.ariaLabel = `Tulis pesan sebagai ${name}`;
    this.#hearKeys();
    this.#hearAttachments();
    this.fields.forwarded.addEventListener('change', () => this.#showManyTimes());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  /** How often the next message says it was forwarded; 0 is not at all. */
  get forwardingScore() {
    if (!this.fields.forwarded.checked) return 0;
    return this.fields.manyTimes.checked ? MANY_TIMES : ONCE;
  }

  /** Puts the cursor in the text, except on a touch screen, where the keyboard would jump up. */
  focus() {
    if (matchMedia('(pointer: fine)').matches) this.fields.text.focus();
  }

  /** Empties everything; a reply must not pass for a forwarded message by mistake. */
  clear() {
    this.form.reset();
    this.#showManyTimes();
    this.#showAttachment();
    this.#fitText();
  }

  #submit() {
    const text = this.fields.text.value.trim();
    const [file] = this.fields.file.files;
    if (!text && !file) return;
    this.onSend({ text, file, forwardingScore: this.forwardingScore });
    this.clear();
  }

  #hearKeys() {
    this.fields.text.addEventListener('input', () => this.#fitText());
    this.fields.text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
  }

  #hearAttachments() {
    const { file } = this.fields;
    this.form.querySelector('.attach').addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
      this.#showAttachment();
      this.focus();
    });
    this.form.querySelector('.detach').addEventListener('click', () => {
      file.value = '';
      this.#showAttachment();
      this.form.querySelector('.attach').focus();
    });
  }

  #showAttachment() {
    const [file] = this.fields.file.files;
    if (this.#preview) URL.revokeObjectURL(this.#preview);
    this.#preview = file && URL.createObjectURL(file);
    this.form.querySelector('.attachment').hidden = !file;
    const shown = file ? [renderFile({ name: file.name, mime: file.type }, this.#preview)] : [];
    this.form.querySelector('.attached').replaceChildren(...shown);
    this.fields.text.placeholder = file ? 'Tambahkan keterangan' : 'Ketik pesan';
  }

  #showManyTimes() {
    const { forwarded, manyTimes } = this.fields;
    this.form.querySelector('.many-times').hidden = !forwarded.checked;
    if (!forwarded.checked) manyTimes.checked = false;
  }

  /** Fits the box to its text; says again and again that there is one, and once that there is none. */
  #fitText() {
    const { text } = this.fields;
    const isTyping = text.value !== '';
    if (isTyping !== (this.#telling !== undefined)) {
      this.onTyping(isTyping);
      clearInterval(this.#telling);
      this.#telling = isTyping ? setInterval(() => this.onTyping(true), TELL_MS) : undefined;
    }
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, MAX_HEIGHT)}px`;
  }
}
