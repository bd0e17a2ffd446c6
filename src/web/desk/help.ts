import type { Words } from '../../ui-text/ui-text.ts';
import { type Html, html } from '../shared/html.ts';

/** The help, which lies in every page and opens on `?`; without JavaScript it has a page of its own. */
export function helpOf(words: Words): Html {
  return html`<dialog id="help" aria-labelledby="help-title">
<h2 id="help-title">${words.help.title}</h2>
${keysTable(words)}
<form method="dialog"><button>${words.help.close}</button></form>
</dialog>`;
}

/** What each key does. */
export function keysTable({ help }: Words): Html {
  const rows: [string[], string][] = [
    [['j', 'k'], help.move],
    [['Enter'], help.open],
    [['n'], help.next],
    [['/'], help.search],
    [['c'], help.take],
    [['1', '8'], help.verdict],
    [['e'], help.write],
    [['Ctrl', 'Enter'], help.publish],
    [['a'], help.attach],
    [['g'], help.back],
    [['?'], help.this],
  ];
  return html`<table class="keys"><caption class="unseen">${help.keys}</caption><tbody>
${rows.map(([keys, what]) => html`<tr><th scope="row">${keys.map((key) => html`<kbd>${key}</kbd> `)}</th><td>${what}</td></tr>`)}
</tbody></table>
<p class="soft">${help.off}</p>`;
}
