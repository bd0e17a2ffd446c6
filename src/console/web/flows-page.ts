import type { Flow, State } from '../../engine/flow.ts';
import { waysOn } from '../../engine/targets.ts';
import { type Html, html, type Part } from '../html.ts';
import { flowMap } from './charts/flow-map.ts';
import type { KnownVisit } from './desk.ts';
import { send } from './layout.ts';
import { partOf } from './read-form.ts';
import { sendMissing } from './send-missing.ts';

/** Every conversation that the bot can lead. */
export function showFlows(visit: KnownVisit): void {
  const { words, desk } = visit;
  const { flows } = desk.tipline.script;
  const body = html`<h1>${words.flows.title}</h1><p class="hint">${words.flows.hint}</p>
<ul class="flow-list">${[...flows.values()].map(
    ({ name, states }) =>
      html`<li><a class="card" href="/review/flows/${name}"><strong>${name}</strong> <span class="soft">${words.flows.states(states.size)}</span></a></li>`,
  )}</ul>`;
  send(visit, { title: words.flows.title, body, place: 'flows' });
}

/** One conversation as a drawing, and step by step in words. */
export function showFlow(visit: KnownVisit): void {
  const { words, desk, request } = visit;
  const flow = desk.tipline.script.flows.get(partOf(request, 'flow'));
  if (!flow) {
    sendMissing(visit);
    return;
  }
  const title = `${words.flows.title}: ${flow.name}`;
  const body = html`<p class="crumb"><a id="back" href="/review/flows">${words.flows.title}</a></p><h1>${flow.name}</h1>
${flowMap(flow, title)}<ol class="steps">${[...flow.states].map(([name, state]) => step(visit, flow, { name, state }))}</ol>`;
  send(visit, { title, body, place: 'flows', isWide: true });
}

function step(
  visit: KnownVisit,
  flow: Flow,
  { name, state }: { name: string; state: State },
): Html {
  const { words, desk } = visit;
  const { locales } = desk.tipline.script;
  const kinds = {
    go: words.flows.goes,
    call: words.flows.calls,
    ask: words.flows.asks,
    offer: words.flows.offers,
  };
  const template = state.say && locales.get('id')?.say.get(state.say);
  return html`<li class="card" id="step-${name}"><p><strong>${name}</strong> <span class="badge">${kinds[state.type]}${state.type === 'call' && ` ${state.call}`}</span></p>
${template && html`<p class="wording bubble" lang="id">${template}</p>`}
<ul class="ways">${waysOn(state).map(({ by, target }) => html`<li><span class="soft">${wayName(visit, state, by)} ${words.flows.to}</span> ${targetLink(visit, flow, target)}</li>`)}</ul></li>`;
}

function wayName({ words, desk }: KnownVisit, state: State, by: string): string {
  if (by === 'after') return words.flows.silent;
  if (by === 'else') return words.flows.muddle;
  const isChoice =
    (state.type === 'ask' || state.type === 'offer') && Object.hasOwn(state.choices, by);
  const named = isChoice ? desk.tipline.script.locales.get('id')?.choices.get(by)?.[0] : undefined;
  return named ?? by.replace(/^on /, '');
}

function targetLink({ words, desk }: KnownVisit, flow: Flow, target: string): Part {
  if (flow.states.has(target)) return html`<a href="#step-${target}">${target}</a>`;
  if (target === 'end') return words.flows.end;
  const other = target.replace(/^@/, '');
  const isFlow = desk.tipline.script.flows.has(other);
  return isFlow ? html`<a href="/review/flows/${other}">${target}</a>` : target;
}
