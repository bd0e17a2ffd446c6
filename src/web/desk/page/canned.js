/** What may be a gap that is to be filled in; brackets around capitals are none. */
const GAPS = /«[^«»]*»|\[[^[\]]*\]/g;

/** Puts a chosen reply into its field with its source, and marks its first gap to be typed over. */
export function insertReplies() {
  document.addEventListener('change', ({ target }) => {
    if (!target.matches('select[data-canned]') || target.value === '') return;
    insert(document.querySelector(target.dataset.canned), target.selectedOptions[0]);
    target.value = '';
  });
}

/** The replies on this page, for the palette. */
export function replyItems() {
  const options = [...document.querySelectorAll('select[data-canned] option:not([value=""])')];
  return options.map((option) => {
    const select = option.closest('select');
    const run = () => {
      select.value = option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    };
    return { label: `${select.previousSibling.textContent}: ${option.textContent}`, run };
  });
}

/** An example gives way to a reply; what somebody wrote stays before it. */
function insert(field, { value, dataset }) {
  const examples = [...document.querySelectorAll('[data-example]')];
  const isFree = examples.some((each) => each.dataset.example === field.value);
  const before = isFree || field.value.trim() === '' ? '' : `${field.value.trimEnd()} `;
  field.value = before + value;
  if (dataset.url) cite(dataset);
  const fold = field.closest('details');
  if (fold) fold.open = true;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
  const gap = value.match(GAPS)?.find((each) => /\p{Ll}/u.test(each));
  const [from, length] = gap ? [value.indexOf(gap), gap.length] : [value.length, 0];
  field.setSelectionRange(before.length + from, before.length + from + length);
}

/** The source takes the first place that is free, unless it is named already. */
function cite({ url, title }) {
  const places = [...document.querySelectorAll('#decision [name=url]')];
  const free = places.find((each) => each.value === '');
  if (!free || places.some((each) => each.value === url)) return;
  free.value = url;
  const named = document.querySelector(`#${free.id}-title`);
  if (named.value === '') named.value = title;
  for (const each of [free, named])
    if (each.value) each.closest('details')?.setAttribute('open', '');
}
