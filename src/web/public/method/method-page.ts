import { languageFacts } from '../../../i18n/languages.ts';
import { html } from '../../shared/html.ts';
import { layout, type Publisher } from '../layout.ts';
import type { PublicVoice } from '../public-words.ts';
import measured from './measured.json' with { type: 'json' };

/** The page `/metode`: who checks, what machines do, and how often they were right when that was last measured. */
export function methodPage(publisher: Publisher, { method: say, language, day, to }: PublicVoice) {
  const { intl } = languageFacts(language);
  const count = new Intl.NumberFormat(intl);
  const share = new Intl.NumberFormat(intl, { style: 'percent', maximumFractionDigits: 1 });
  const rows = measured.rows.map((row) => {
    const [middle = '', low = '', high = ''] = [row.share, row.low, row.high].map(share.format);
    return html`<li>${{ ...say.rows }[row.name]}: <strong>${say.result(middle, count.format(row.count), low, high)}</strong></li>`;
  });
  return layout(publisher, {
    title: `${say.title} – ${publisher.post}`,
    description: say.lead,
    language,
    path: '/metode',
    body: html`<h1>${say.title}</h1><p>${say.lead}</p>
${say.parts.map((part) => html`<h2>${part.title}</h2><p>${part.words}</p>`)}
<h2>${say.figures}</h2>
<p>${say.measured(day(measured.on), count.format(measured.factChecks))} ${say.model[measured.hasModel ? 'with' : 'without']}</p>
<ul>${rows}</ul><p>${say.limits}</p>
<h2>${say.wrong}</h2><p>${say.wrongWords} <a href="${to('/ralat')}">${say.corrections}</a></p>
<h2>${say.open}</h2><p>${say.openWords} <a href="/api/v1/openapi.json">${say.api}</a> · <a href="${to('/laporan')}">${say.records}</a></p>`,
  });
}
