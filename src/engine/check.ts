import { END, type Flow, type Flows, type State } from './flow.ts';
import { transitionsOf } from './targets.ts';

/** Fault that an author has to fix, with the file and, if it is in one, the state. */
export interface Finding {
  file: string;
  state?: string;
  message: string;
}

/** What the program brings to the flows. */
export interface Surroundings {
  /** What flows can run, by name. */
  actions: Actions;
  /** Flows that it starts by itself. */
  entries: readonly string[];
  /** What citizens can mean, by the files of examples. */
  intents: readonly string[];
  /** Flows and states that it looks for in a conversation. */
  named: Readonly<Record<string, readonly string[]>>;
}

type Actions = ReadonlyMap<string, { readonly outcomes: readonly string[] }>;

/** WhatsApp shows at most ten rows in a list; a call may fill five of them. */
export const MAX_CHOICES = 10;
export const MAX_LIST_ROWS = 5;

/** Lists every fault of the flows that could leave a citizen stranded; empty if there is none. */
export function checkFlows(flows: Flows, surroundings: Surroundings): Finding[] {
  const findings = [...flows.values()].flatMap((flow) => checkFlow(flows, flow, surroundings));
  return [
    ...findings,
    ...missingPlaces(flows, surroundings),
    ...intentFaults(flows, surroundings.intents),
    ...unusedFlows(flows, surroundings.entries),
  ];
}

function missingPlaces(flows: Flows, { entries, named }: Surroundings): Finding[] {
  const started = new Set(['menu', ...entries]);
  const names = new Set([...started, ...Object.keys(named)]);
  return [...names].flatMap((name): Finding[] => {
    const file = fileOf(name);
    const flow = flows.get(name);
    if (!flow) {
      const use = started.has(name) ? 'starts' : 'looks for';
      return [{ file, message: `the flow ${name} is missing; Posko ${use} it` }];
    }
    return (named[name] ?? [])
      .filter((state) => !flow.states.has(state))
      .map((state) => ({ file, state, message: 'is missing; Posko looks for this state' }));
  });
}

/** Each intent leads to one flow, which has the state for it. */
function intentFaults(flows: Flows, intents: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const handled = new Map<string, string>();
  for (const flow of flows.values()) {
    const file = fileOf(flow.name);
    for (const [intent, state] of flow.intents) {
      const other = handled.get(intent);
      handled.set(intent, flow.name);
      if (!intents.includes(intent))
        findings.push({ file, message: `handles ${intent}, which has no examples` });
      if (!flow.states.has(state))
        findings.push({ file, message: `sends ${intent} to ${state}, which does not exist` });
      if (other !== undefined)
        findings.push({ file, message: `handles ${intent}, and so does ${fileOf(other)}` });
    }
  }
  const missing = intents.filter((intent) => !handled.has(intent));
  return [
    ...findings,
    ...missing.map((intent) => ({
      file: `locales/intents/${intent}.yaml`,
      message: 'is handled by no flow',
    })),
  ];
}

/** Returns the path of a flow's file. */
export function fileOf(flow: string): string {
  return `flows/${flow}.yaml`;
}

function checkFlow(flows: Flows, flow: Flow, { actions }: Surroundings): Finding[] {
  const file = fileOf(flow.name);
  if (!flow.states.has(flow.start)) {
    return [{ file, message: `starts at ${flow.start}, which does not exist` }];
  }
  const reached = reachedStates(flow);
  const findings: Finding[] = [];
  for (const [name, state] of flow.states) {
    const messages = [
      ...unknownTargets(flows, flow, state),
      ...callFaults(state, actions),
      ...choiceFaults(state),
      ...aliasFaults(flow, name, state),
    ];
    if (!reached.has(name)) messages.push(`is never reached from ${flow.start}`);
    findings.push(...messages.map((message) => ({ file, state: name, message })));
  }
  return findings;
}

function reachedStates(flow: Flow): Set<string> {
  const reached = new Set([flow.start, ...flow.intents.values()]);
  for (const name of reached) {
    const state = flow.states.get(name);
    for (const { target } of state ? transitionsOf(state) : []) {
      if (flow.states.has(target)) reached.add(target);
    }
  }
  return reached;
}

function unknownTargets(flows: Flows, flow: Flow, state: State): string[] {
  const messages: string[] = [];
  for (const { by, target } of transitionsOf(state)) {
    if (target === END) continue;
    const isFlow = target.startsWith('@');
    const known = isFlow ? flows.has(target.slice(1)) : flow.states.has(target);
    if (!known) messages.push(`"${by}" leads to ${target}, which does not exist`);
  }
  return messages;
}

function callFaults(state: State, actions: Actions): string[] {
  if (state.type !== 'call') return [];
  const outcomes = actions.get(state.call)?.outcomes;
  if (!outcomes) {
    const known = [...actions.keys()].join(', ');
    return [`calls ${state.call}, which Posko cannot do; it can ${known}`];
  }
  const missing = outcomes.filter((outcome) => !Object.hasOwn(state.on, outcome));
  const strange = Object.keys(state.on).filter((outcome) => !outcomes.includes(outcome));
  return [
    ...missing.map((outcome) => `${state.call} can end in "${outcome}", which has no way on`),
    ...strange.map(
      (outcome) => `${state.call} never ends in "${outcome}"; it ends in ${outcomes.join(', ')}`,
    ),
  ];
}

function choiceFaults(state: State): string[] {
  if (state.type !== 'ask' && state.type !== 'offer') return [];
  const named = Object.keys(state.choices).length;
  const rows = named + (state.list ? MAX_LIST_ROWS : 0);
  const canHear = state.type === 'ask' && state.hear !== undefined;
  if (rows === 0 && !canHear) return ['is a dead end: it asks but takes no answer'];
  const { exact = [], save = undefined } = state.type === 'ask' ? state : {};
  const isStrange = (choice: string) => !Object.hasOwn(state.choices, choice);
  const strange = [
    ...exact.filter(isStrange).map((choice) => `takes ${choice} exactly, and does not offer it`),
    ...(save?.unsaved ?? [])
      .filter(isStrange)
      .map((choice) => `leaves ${choice} unsaved, and does not offer it`),
  ];
  if (strange.length > 0) return strange;
  if (rows <= MAX_CHOICES) return [];
  const counted = state.list
    ? `${named} choices and a list of ${MAX_LIST_ROWS}`
    : `${rows} choices`;
  return [`has ${counted}; WhatsApp shows at most ${MAX_CHOICES}`];
}

function aliasFaults(flow: Flow, name: string, state: State): string[] {
  const others = [...flow.states].filter(([other]) => other !== name);
  return state.aliases
    .filter((alias) =>
      others.some(([other, { aliases }]) => other === alias || aliases.includes(alias)),
    )
    .map((alias) => `has the alias ${alias}, which another state has as well`);
}

function unusedFlows(flows: Flows, entries: readonly string[]): Finding[] {
  const spoken = [...flows.values()].filter(({ intents }) => intents.size > 0);
  const started = new Set(['menu', ...entries, ...spoken.map(({ name }) => name)]);
  for (const name of started) {
    const flow = flows.get(name);
    for (const state of flow?.states.values() ?? []) {
      for (const { target } of transitionsOf(state)) {
        if (target.startsWith('@')) started.add(target.slice(1));
      }
    }
  }
  return [...flows.keys()]
    .filter((name) => !started.has(name))
    .map((name) => ({ file: fileOf(name), message: 'is never started by anything' }));
}
