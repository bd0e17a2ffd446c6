/** Asks for the login over the page, so that nothing on it is lost; resolves when somebody is in again. */
export async function logInAgain(why) {
  if (document.querySelector('#door')) return false;
  const dialog = document.createElement('dialog');
  dialog.id = 'door';
  document.body.append(dialog);
  show(dialog, why, await readPage('/review/login'));
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      done(false);
    });
    dialog.addEventListener('submit', async (event) => {
      event.preventDefault();
      const { action } = event.target;
      const body = new URLSearchParams(new FormData(event.target));
      const page = await readPage(action, { method: 'POST', body });
      if (page.querySelector('.door')) return show(dialog, why, page);
      done(true);
      dialog.close();
    });
  });
}

function show(dialog, why, page) {
  const note = document.createElement('p');
  note.textContent = why;
  const parts = [...page.querySelectorAll('main > .alert, .door')];
  dialog.replaceChildren(note, ...parts);
  dialog.querySelector('input:not([type=hidden])')?.focus();
}

/** Lets the forms of the page be those of the present login; false where there is none. */
export async function renewForms() {
  const response = await fetch(window.location.href, { headers: { 'x-live': '1' } });
  if (response.redirected) return false;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  document.body.dataset.form = fresh.body.dataset.form;
  for (const field of document.querySelectorAll('input[name="form"]')) {
    field.value = fresh.body.dataset.form;
  }
  const [old, next] = [document, fresh].map((page) => page.querySelector('#decision [name=fence]'));
  if (old && next) old.value = next.value;
  return true;
}

async function readPage(address, options) {
  const response = await fetch(address, options);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}
