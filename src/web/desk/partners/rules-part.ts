import type { Organisation } from '../../../domain/partners/organisation.ts';
import { referableThreats } from '../../../domain/partners/referral.ts';
import type { RoutingRule } from '../../../domain/partners/routing.ts';
import { provinceNames } from '../../../domain/text/province.ts';
import { listRules } from '../../../services/partners/routing.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';

/** Which cases are proposed to which organisation, and the form for another rule. */
export async function rulesPart(
  visit: KnownVisit,
  organisations: readonly Organisation[],
): Promise<Part> {
  const say = visit.words.partners;
  if (organisations.length === 0) return undefined;
  const rules = await listRules(visit.desk.deps);
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  return html`<section class="card"><h2>${say.rules} <span class="count">${rules.length}</span></h2><p class="hint">${say.rulesHint}</p>
${rules.length === 0 && html`<p class="soft">${say.noRules}</p>`}
<ol>${rules.map((rule) => line(visit, rule, names.get(rule.organisation) ?? rule.organisation))}</ol></section>
${addForm(visit, organisations)}`;
}

function line(visit: KnownVisit, rule: RoutingRule, name: string): Html {
  const say = visit.words.partners;
  const threats = rule.threats.map((each) => visit.words.threat[each]).join(', ');
  const about = [
    threats || say.anyThreat,
    rule.regions.join(', ') || say.anyRegion,
    ...(rule.nearElection ? [say.nearElection] : []),
    say.hours(rule.answerHours),
  ].join(' · ');
  return html`<li><strong>${name}</strong> <span class="soft">${about}</span>
<form action="/review/rules/${rule.id}/remove" method="post">${formField(visit)}<button class="danger">${say.remove}<span class="unseen">${say.of(`${name}, ${about}`)}</span></button></form></li>`;
}

function addForm(visit: KnownVisit, organisations: readonly Organisation[]): Html {
  const { words } = visit;
  const say = words.partners;
  return html`<section class="card"><h2>${say.addRule}</h2><form action="/review/rules" method="post">${formField(visit)}
<label for="rule-organisation">${words.refer.to}</label><select id="rule-organisation" name="organisation">${organisations.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select>
<fieldset class="plain"><legend>${say.threats}</legend>${referableThreats.map(
    (each) =>
      html`<label class="option"><input type="checkbox" name="threats" value="${each}"> ${words.threat[each]}</label>`,
  )}</fieldset>
<label for="rule-regions">${say.regions}</label><select id="rule-regions" name="regions" multiple size="6">${provinceNames.map((each) => html`<option>${each}</option>`)}</select>
<label class="option"><input type="checkbox" name="near" value="yes"> ${say.nearElection}</label>
<label for="hours">${say.answerHours}</label><input id="hours" name="hours" class="brief" inputmode="numeric" required maxlength="3" value="24">
<button class="primary">${say.addRule}</button></form></section>`;
}
