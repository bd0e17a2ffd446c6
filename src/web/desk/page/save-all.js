import { renewForms } from './door.js';

/** Saves all forms of a page that were changed by one button, which stays in view while any is; none is left without a warning. */
export function saveAll() {
  const forms = [...document.querySelectorAll('form[data-kept-together]')];
  if (forms.length === 0) return;
  const changed = new Set();
  const button = Object.assign(document.createElement('button'), { className: 'primary' });
  const bar = Object.assign(document.createElement('div'), { id: 'save-all', hidden: true });
  bar.append(button);
  document.querySelector('main').append(bar);
  const show = () => {
    bar.hidden = changed.size === 0;
    button.textContent = forms[0].dataset.keptTogether.replace('{n}', changed.size);
  };
  for (const form of forms) {
    form.addEventListener('input', () => {
      changed.add(form);
      show();
    });
    form.addEventListener('submit', (event) => {
      if (event.submitter?.checkVisibility()) return changed.delete(form); // its own button, such as back to the default
      event.preventDefault();
      button.click();
    });
  }
  button.addEventListener('click', () => void send(changed).finally(show));
  window.addEventListener('beforeunload', (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}

/** One after the other; the first that is refused stays as it is, with the reason above the page. */
async function send(changed) {
  await renewForms().catch(() => undefined);
  for (const form of changed) {
    if (!form.reportValidity()) return;
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.action, { method: 'POST', body }).catch(() => undefined);
    const page = new DOMParser().parseFromString((await response?.text()) ?? '', 'text/html');
    const alert = page.querySelector('main > .alert');
    if (!response?.ok || alert) return refuse(form, alert);
    const version = page.querySelector(
      `form[action="${form.getAttribute('action')}"] [name=version]`,
    );
    if (version) form.querySelector('[name=version]').value = version.value;
    changed.delete(form);
  }
  window.location.assign(`${window.location.pathname}?done=saved`);
}

function refuse(form, alert) {
  if (alert) document.querySelector('#news').replaceChildren(alert);
  form.querySelector('input:not([type=hidden]), select, textarea').focus();
}
