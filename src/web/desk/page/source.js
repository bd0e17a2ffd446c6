/** Takes a link at the end of the explanation over into the field of the first source, if that is empty. */
export function takeLink() {
  const [summary, url] = [document.querySelector('#summary'), document.querySelector('#url')];
  if (!summary || !url || url.value !== '') return;
  const [whole, link] = /(?<!\s)\s+(https?:\/\/\S+)\s*$/.exec(summary.value) ?? [];
  if (link === undefined) return;
  summary.value = summary.value.slice(0, -whole.length);
  url.value = link;
  for (const field of [summary, url]) field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Does so whenever somebody leaves the explanation. */
export function watchLinks() {
  document.querySelector('#summary')?.addEventListener('change', takeLink);
}
