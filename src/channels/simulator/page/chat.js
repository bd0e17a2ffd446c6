import { fetchPostName } from './api.js';
import { make } from './make.js';
import { Phone } from './phone.js';
import { openSheet } from './sheet.js';
import { Tabs } from './tabs.js';

const FIRST_PHONES = 2;
const MAX_PHONES = 4;
const REMEMBERED = 'simulator-phones';

const page = document.querySelector('.phones');
const addButton = document.querySelector('.add-citizen');
const tabs = new Tabs(document.querySelector('.tabs'));
const phones = [];

fetchPostName().then(start, showFailure);

function start(post) {
  document.title = `Simulator ${post}`;
  const remembered = Number(sessionStorage.getItem(REMEMBERED)) || FIRST_PHONES;
  while (phones.length < Math.min(remembered, MAX_PHONES)) addPhone(post);
  tabs.select(phones[0]);
  addButton.addEventListener('click', () => {
    const phone = addPhone(post);
    sessionStorage.setItem(REMEMBERED, String(phones.length));
    show(phone);
    phone.composer.focus();
  });
}

function addPhone(post) {
  const number = phones.length + 1;
  const phone = new Phone({
    citizen: `w${number}`,
    name: `Warga ${number}`,
    post,
    onForward: offerOthers,
    onNews: (from) => tabs.markNews(from),
  });
  phones.push(phone);
  page.append(phone.element);
  tabs.add(phone);
  addButton.hidden = phones.length === MAX_PHONES;
  return phone;
}

function offerOthers(from, entry) {
  const choices = phones
    .filter((phone) => phone !== from)
    .map((to) => ({ id: to.citizen, label: to.name, to }));
  const onChoose = ({ to }) => forward(entry, to);
  openSheet(from.element, { title: 'Teruskan ke …', choices, onChoose });
}

function forward({ text, file, forwardingScore = 0 }, to) {
  show(to);
  to.send({ text, copyOf: file, forwardingScore: forwardingScore + 1 });
}

function show(phone) {
  tabs.select(phone);
  phone.element.scrollIntoView({ inline: 'nearest', block: 'nearest' });
}

function showFailure() {
  const text =
    'Simulator belum bisa dibuka. Pastikan Posko sedang berjalan, lalu muat ulang halaman ini.';
  page.replaceChildren(make('p', { className: 'notice' }, text));
  addButton.hidden = true;
}
