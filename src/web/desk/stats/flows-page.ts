import type { Flow, State, Target } from '../../../engine/flow.ts';
import { CALLED_OFF, SOMETHING_ELSE } from '../../../engine/state-visit.ts';
import { AFTER, ELSE, GO, HEAR, TAKE, transitionsOf } from '../../../engine/targets.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { nameOr } from '../../../ui-text/describe-details.ts';
import { showSeconds } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { sendCsv } from '../../shared/send-file.ts';
import { askedFor, type KnownVisit, partOf } from '../desk.ts';
import { send, sendMissing } from '../layout.ts';
import { showShare } from '../show-text.ts';
import { flowMap } from './flow-map.ts';
import {
  type FlowCounts,
  type FlowSpan,
  type FlowStats,
  flowSpans,
  flowStats,
  type StateStats,
  type TransitionStats,
} from './flow-stats.ts';

/** Every conversation that the bot can lead, and how often each was begun and finished. */
export async function showFlows(visit: KnownVisit): Promise<void> {
  const { words, desk } = visit;
  const days = flowSpanIn(visit);
  const counts = await desk.flowCountsOf(days);
  const body = html`<div class="head"><h1>${words.flows.title}</h1>${spanTabs(visit, days)}</div>
<p class="hint">${words.flows.hint}</p>${asOf(visit, counts, { days, path: '/review/flows' })}
<ul class="flow-list">${usedFirst(visit, counts).map((flow) => flowCard(visit, flow, { days, counts }))}</ul>`;
  send(visit, { title: words.flows.title, body, place: 'flows' });
}

/** The conversations that citizens had most often first, the others by their names. */
function usedFirst({ words, desk, language }: KnownVisit, { sums }: FlowCounts): Flow[] {
  const known = [...desk.deps.script.flows.values()].map((flow) => {
    const name = nameOr(words.flows.names, flow.name);
    return { flow, name, begun: flowStats(flow, sums).begun };
  });
  known.sort((a, b) => b.begun - a.begun || a.name.localeCompare(b.name, language));
  return known.map(({ flow }) => flow);
}

interface Shown {
  days: FlowSpan;
  counts: FlowCounts;
}

function flowCard({ words: { flows } }: KnownVisit, flow: Flow, { days, counts }: Shown): Html {
  const { name, states } = flow;
  const { begun, finished } = flowStats(flow, counts.sums);
  const share = showShare(begun === 0 ? undefined : finished / begun);
  const walked = `${flows.begun(begun)} · ${flows.finished(finished, share)}`;
  return html`<li><a class="card${begun === 0 && ' unwalked'}" data-figure="flow-${name}" href="/review/flows/${name}?days=${days}"><span><strong>${nameOr(flows.names, name)}</strong> <span class="soft">${flows.states(states.size)}</span></span>
<span class="walked" data-figure="walked-${name}">${begun === 0 ? flows.unused : walked}</span></a></li>`;
}

/** One conversation as a drawing with its counts, as a table, and step by step in words. */
export async function showFlow(visit: KnownVisit): Promise<void> {
  const { words, desk, request } = visit;
  const flow = desk.deps.script.flows.get(partOf(request, 'flow'));
  if (!flow) return sendMissing(visit);
  const days = flowSpanIn(visit);
  const counts = await desk.flowCountsOf(days);
  const stats = flowStats(flow, counts.sums);
  const { begun, finished } = stats;
  const name = nameOr(words.flows.names, flow.name);
  const title = `${words.flows.title}: ${name}`;
  const { entered, silent, begun: toBegun, finished: toFinished } = words.flows;
  const share = showShare(begun === 0 ? undefined : finished / begun);
  const body = html`<p class="crumb"><a id="back" href="/review/flows?days=${days}">${words.flows.title}</a></p>
<div class="head"><h1>${name} <span class="badge">${flow.name}</span></h1>${spanTabs(visit, days, flow.name)}</div>
<p class="big" data-figure="sum">${toBegun(begun)} · ${toFinished(finished, share)}</p>
${asOf(visit, counts, { days, path: `/review/flows/${flow.name}` })}
<p class="hint">${words.flows.read}</p>
${flowMap(flow, stats, { title, nameOf: (target) => nameOf(words, target), entered, silent })}
${table(visit, flow, stats)}
<ol class="steps">${[...flow.states].map(([name, state]) => step(visit, flow, { name, state, counted: stats.states.get(name) }))}</ol>`;
  send(visit, { title, body, place: 'flows', isWide: true });
}

function spanTabs({ words: { flows } }: KnownVisit, days: FlowSpan, flow?: string): Html {
  const path = flow === undefined ? '/review/flows' : `/review/flows/${flow}`;
  return html`<nav class="tabs" aria-label="${flows.span}"><ul>${flowSpans.map(
    (span) =>
      html`<li><a href="${path}?days=${span}"${span === days && html` aria-current="true"`}>${flowSpanName(flows, span)}</a></li>`,
  )}</ul></nav>`;
}

/** When the counts were read; pages with scripts go on reading them. */
function asOf(
  { words: { flows }, language }: KnownVisit,
  { at }: FlowCounts,
  { days, path }: { days: FlowSpan; path: string },
): Html {
  return html`<p class="as-of"><span data-live-figures="${flows.offline}"><span class="soft">${flows.asOf} <span data-figure="at">${showSeconds(at, language)}</span></span></span>
<a href="${path}?days=${days}">${flows.refresh}</a> <a href="${path}.csv?days=${days}" download>${flows.csv}</a></p>`;
}

function table({ words, desk }: KnownVisit, flow: Flow, { states }: FlowStats): Html {
  const { flows } = words;
  const rows = [...flow.states].flatMap(([name, state]) =>
    waysOf(state, states.get(name)).map((way) => ({ name, state, way, ...states.get(name) })),
  );
  return html`<details class="counted"><summary>${flows.table}</summary><div class="scroll" tabindex="0" role="region" aria-label="${flows.table}"><table>
<thead><tr><th scope="col">${flows.state}</th><th scope="col" class="number">${flows.enteredHead}</th><th scope="col">${flows.way}</th><th scope="col">${flows.toHead}</th><th scope="col" class="number">${flows.countHead}</th><th scope="col" class="number">${flows.shareHead}</th></tr></thead>
<tbody>${rows.map(
    ({ name, state, way: { by, count, share }, entered }) =>
      html`<tr><th scope="row">${nameOf(words, name)}</th><td class="number" data-figure="entered-${name}-${by}">${entered ?? 0}</td><td>${wayName({ words, desk }, state, by)}</td><td>${nameOf(words, targetOf(state, by))}</td><td class="number" data-figure="count-${name}-${by}">${count}</td><td class="number" data-figure="share-${name}-${by}">${showShare(share)}</td></tr>`,
  )}</tbody></table></div></details>`;
}

function step(
  visit: KnownVisit,
  flow: Flow,
  { name, state, counted }: { name: string; state: State; counted: StateStats | undefined },
): Html {
  const { words, desk } = visit;
  const { flows } = words;
  const kinds = { go: flows.goes, call: flows.calls, ask: flows.asks, offer: flows.offers };
  const template = state.say && desk.deps.script.locales.get('id')?.say.get(state.say);
  const again = counted?.again ?? 0;
  return html`<li class="card" id="step-${name}"><p><strong>${nameOf(words, name)}</strong> <code class="soft">${name}</code> <span class="badge">${kinds[state.type]}${state.type === 'call' && ` ${state.call}`}</span> <span class="soft" data-figure="step-${name}">${flows.entered(counted?.entered ?? 0)}</span></p>
${template && html`<p class="wording bubble" lang="id">${template}</p>`}
<ul class="ways">${waysOf(state, counted).map(({ by, count, share }) => {
    const target = targetOf(state, by);
    return html`<li><span class="soft">${wayName(visit, state, by)}${target !== undefined && html` ${flows.to}`}</span> ${target !== undefined && targetLink(visit, flow, target)} <span class="way-part" data-figure="part-${name}-${by}">${count > 0 && `${count} · ${showShare(share)}`}</span></li>`;
  })}</ul>${state.type === 'ask' && html`<p class="soft" data-figure="again-${name}">${again > 0 && flows.again(again)}</p>`}</li>`;
}

function targetLink({ words, desk }: KnownVisit, flow: Flow, target: string): Part {
  const name = nameOf(words, target);
  if (flow.states.has(target)) return html`<a href="#step-${target}">${name}</a>`;
  const other = target.replace(/^@/, '');
  return desk.deps.script.flows.has(other)
    ? html`<a href="/review/flows/${other}">${name}</a>`
    : name;
}

/** What a state, another flow or the end is called; one that an operator has added, as they call it. */
function nameOf({ flows }: KnownVisit['words'], target: Target = '–'): string {
  if (target === 'end') return flows.end;
  if (target.startsWith('@')) return nameOr(flows.names, target.slice(1));
  return nameOr(flows.stateNames, target);
}

/** How often each flow was begun and finished, as CSV. */
export async function sendFlowsCsv(visit: KnownVisit): Promise<void> {
  const { desk, response } = visit;
  const { sums } = await desk.flowCountsOf(flowSpanIn(visit));
  const rows = [...desk.deps.script.flows.values()].map((flow) => {
    const { begun, finished } = flowStats(flow, sums);
    return [flow.name, begun, finished];
  });
  await noteExport(visit, 'flows');
  sendCsv(response, 'flows.csv', [['flow', 'begun', 'finished'], ...rows]);
}

/** The ways out of every state of a flow with their counts, as CSV. */
export async function sendFlowCsv(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const flow = desk.deps.script.flows.get(partOf(request, 'flow'));
  if (!flow) return sendMissing(visit);
  const { sums } = await desk.flowCountsOf(flowSpanIn(visit));
  const rows = [...flowStats(flow, sums).states].flatMap(([name, { entered, again, ways }]) =>
    ways.map(({ by, count, share }) => {
      return [name, entered, again, by, count, share && Math.round(1000 * share) / 10];
    }),
  );
  await noteExport(visit, `flow ${flow.name}`);
  const head = ['state', 'entered', 'asked_again', 'way', 'count', 'percent'];
  sendCsv(response, `flow-${flow.name}.csv`, [head, ...rows]);
}

function noteExport({ desk, reviewer }: KnownVisit, of: string): Promise<unknown> {
  return audit(desk.gate, { by: reviewer.name, what: 'exported', of });
}

/** The ways out of a state with their counts, those without any too. */
function waysOf(state: State, counted: StateStats | undefined): readonly TransitionStats[] {
  return (
    counted?.ways ?? transitionsOf(state).map(({ by }) => ({ by, count: 0, share: undefined }))
  );
}

/** Where a way leads; undefined for one that the flow does not have. */
function targetOf(state: State, by: string): Target | undefined {
  return transitionsOf(state).find((way) => way.by === by)?.target;
}

function wayName(
  { words: { flows }, desk }: Pick<KnownVisit, 'words' | 'desk'>,
  state: State,
  by: string,
): string {
  const isChoice =
    (state.type === 'ask' || state.type === 'offer') && Object.hasOwn(state.choices, by);
  if (isChoice) return desk.deps.script.locales.get('id')?.choices.get(by)?.[0] ?? by;
  const named: Readonly<Record<string, string>> = {
    [AFTER]: flows.silence,
    [ELSE]: flows.misses,
    [HEAR]: flows.heard,
    [TAKE]: flows.taken,
    [GO]: flows.on,
    [SOMETHING_ELSE]: flows.somethingElse,
    [CALLED_OFF]: flows.calledOff,
  };
  return named[by] ?? by.replace(/^on /, '');
}

/** The span that an address asks for; a week where it asks for none. */
function flowSpanIn({ request }: KnownVisit): FlowSpan {
  return flowSpans.find((span) => String(span) === askedFor(request, 'days')) ?? 7;
}

function flowSpanName(flows: KnownVisit['words']['flows'], days: FlowSpan): string {
  return days === 1 ? flows.today : flows.days(days);
}
