import type { GraphAnswer, GraphRequest } from './serve-graph.ts';

/** A Flow of a business account. */
export interface PublishedFlow {
  id: string;
  name: string;
  status: 'DRAFT' | 'PUBLISHED';
  /** Its screens, as Meta got them. */
  json: string;
}

/** Answers requests about Flows as Meta documents it: list, create as a draft, publish once; undefined for any other. */
export function answerAboutFlows(
  flows: PublishedFlow[],
  { path, body }: GraphRequest,
): GraphAnswer | undefined {
  if (path === '200/flows') {
    if (body.length === 0) {
      const data = flows.map(({ id, name, status }) => ({ id, name, status }));
      return { status: 200, body: { data } };
    }
    const { name, flow_json: json } = JSON.parse(body.toString('utf8'));
    if (flows.some((flow) => flow.name === name)) return refusal(139000, 'the name is taken');
    const id = `${700_000_000_000_001 + flows.length}`;
    flows.push({ id, name, status: 'DRAFT', json });
    return { status: 200, body: { id, success: true, validation_errors: faultsOf(json) } };
  }
  const flow = flows.find(({ id }) => path === `${id}/publish`);
  if (!flow) return undefined;
  if (flow.status === 'PUBLISHED' || faultsOf(flow.json).length > 0) {
    return refusal(139002, 'it cannot be published');
  }
  flow.status = 'PUBLISHED';
  return { status: 200, body: { success: true } };
}

/** Longest words of each property of a component, in characters, and most options: Meta's reference of components. */
const LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  TextBody: { text: 4096 },
  RadioButtonsGroup: { label: 30, options: 20 },
  Dropdown: { label: 20, options: 200 },
  TextArea: { label: 20, 'max-length': 4096 },
  DatePicker: { label: 40 },
  OptIn: { label: 120 },
  Footer: { label: 35 },
};
const OPTION_TITLE = 30;
const SCREEN_TITLE = 30;
const MOST_COMPONENTS = 50;

/** What Meta finds wrong with a Flow JSON, as far as it is documented. */
export function faultsOf(json: string): { error: string; message: string }[] {
  const { version, screens } = JSON.parse(json);
  const faults: string[] = [];
  if (!/^7\.\d$/.test(version)) faults.push('version');
  for (const screen of screens) {
    if (!/^[A-Z_]+$/.test(screen.id) || screen.id === 'SUCCESS') faults.push('screen id');
    if (screen.title.length > SCREEN_TITLE) faults.push('screen title');
    const form = screen.layout.children[0];
    if (form.children.length > MOST_COMPONENTS) faults.push('too many components');
    const names = new Set(form.children.map((child: Component) => child.name));
    for (const child of form.children) faults.push(...faultsOfComponent(child, names));
  }
  return faults.map((message) => ({ error: 'INVALID_PROPERTY_VALUE', message }));
}

interface Component {
  type: string;
  name?: string;
  'data-source'?: { id: string; title: string }[];
  'on-click-action'?: { name: string; payload: Record<string, string> };
  [property: string]: unknown;
}

function faultsOfComponent(component: Component, names: ReadonlySet<unknown>): string[] {
  const { type, 'data-source': options = [], 'on-click-action': click } = component;
  const limits = LIMITS[type];
  if (!limits) return [`unknown component ${type}`];
  const tooLong = Object.entries(limits).filter(([property, most]) => {
    const value = component[property];
    if (property === 'options') return options.length === 0 || options.length > most;
    if (typeof value === 'number') return value > most;
    return typeof value !== 'string' || value.length === 0 || value.length > most;
  });
  const unnamed = Object.values(click?.payload ?? {}).filter((value) => {
    const [, name] = /^\$\{form\.(\w+)\}$/.exec(value) ?? [];
    return name !== undefined && !names.has(name);
  });
  return [
    ...tooLong.map(([property]) => `${type} ${component.name}: ${property}`),
    ...options.filter(({ title }) => title.length > OPTION_TITLE).map(({ title }) => title),
    ...(new Set(options.map(({ id }) => id)).size < options.length ? [`${type}: option ids`] : []),
    ...unnamed.map((value) => `payload ${value}`),
  ];
}

function refusal(code: number, message: string): GraphAnswer {
  return { status: 400, body: { error: { message, type: 'OAuthException', code } } };
}
