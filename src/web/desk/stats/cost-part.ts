import { rowBars } from '../../shared/charts/row-bars.ts';
import { html, type Part } from '../../shared/html.ts';
import { showDecimal } from '../../shared/monthly-report/text.ts';
import type { KnownVisit } from '../desk.ts';
import type { DashboardStats } from './dashboard-stats.ts';

/** What the month's messages cost, also for each verdict, tip and report, and what the month will come to. */
export function costPart({ words, language }: KnownVisit, { costs }: DashboardStats): Part {
  const say = words.dashboard;
  const { prices, allowance } = costs;
  const { messages, unpriced } = costs.month;
  if (messages === 0) return html`<p class="soft">${say.nothing}</p>`;
  const rows = (['month', 'verdict', 'tip', 'report'] as const).map((name) => {
    const { billed, number, price, unpriced } = costs[name];
    const cost = unpriced === 0 && billed > 0 && ` · ${prices.currency} ${price.toFixed(2)}`;
    const each = name !== 'month' && number > 0 && say.each(showDecimal(language, billed / number));
    return { name: say.costs[name], value: billed, shown: `${billed}${cost || ''}`, note: each };
  });
  const allowed = allowance > 0 && ` ${say.allowed(allowance)}`;
  return html`<p class="hint">${say.costHint} ${say.forecast(costs.forecast)}${allowed}</p>
${rowBars({ title: say.cost, name: say.costHead, count: say.count }, rows)}
<p class="hint">${unpriced > 0 ? say.unpriced(unpriced, prices.source) : say.priced(prices.source, prices.verified)}</p>`;
}
