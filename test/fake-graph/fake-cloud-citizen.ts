import { randomUUID } from 'node:crypto';
import type { FakeGraph } from './fake-graph.ts';
import type { Shown } from './shown.ts';

/** How a message came about. */
export interface CloudContext {
  id?: string;
  at?: number;
  forwarded?: 'once' | 'often';
}

/** A citizen with WhatsApp, seen from the Cloud API: a phone number, an id of their own, or both. */
export class FakeCloudCitizen {
  readonly phone: string;
  readonly userId: string;
  readonly #graph: FakeGraph;
  readonly #hides: { hidesPhone?: boolean; hidesId?: boolean };

  constructor(graph: FakeGraph, name: string, hides: { hidesPhone?: boolean; hidesId?: boolean }) {
    const digits = [...name].map((letter) => letter.charCodeAt(0) % 10).join('');
    this.phone = `62810${digits.padStart(8, '0').slice(-8)}`;
    this.userId = `ID.${name}`;
    this.#graph = graph;
    this.#hides = hides;
  }

  /** What the citizen sees, oldest first. */
  get shown(): Shown[] {
    return this.#graph.shown(this.phone, this.userId);
  }

  write(body: string, context: CloudContext = {}): Promise<number> {
    return this.send({ type: 'text', text: { body } }, context);
  }

  /** Taps a choice of the latest message by its title. */
  async tap(title: string): Promise<number> {
    const choice = this.shown.at(-1)?.choices.find((each) => each.title === title);
    if (!choice) throw new Error(`the latest message has no choice ${title}`);
    return this.send({
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: choice },
    });
  }

  /** Fills in the form of the latest message and sends it, as its Flow JSON says what is sent. */
  async fillIn(fields: Readonly<Record<string, string | boolean>>): Promise<number> {
    const flow = this.#graph.flows.find(({ id }) => id === this.shown.at(-1)?.flow);
    if (!flow) throw new Error('the latest message has no form');
    const [screen] = JSON.parse(flow.json).screens;
    const payload: Record<string, string> =
      screen.layout.children[0].children.at(-1)['on-click-action'].payload;
    const sent = Object.entries(payload).map(([name, value]) => {
      const [, field] = /^\$\{form\.(\w+)\}$/.exec(value) ?? [];
      return [name, field === undefined ? value : (fields[field] ?? '')];
    });
    const response_json = JSON.stringify({ flow_token: 'unused', ...Object.fromEntries(sent) });
    const nfm_reply = { name: 'flow', body: 'Sent', response_json };
    return this.send({ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } });
  }

  /** Delivers a message of any kind; returns the status of the answer. */
  send(content: object, context: CloudContext = {}): Promise<number> {
    return this.#graph.deliver({ messages: [this.message(content, context)] });
  }

  /** A message as it stands in a webhook. */
  message(content: object, { id, at, forwarded }: CloudContext = {}): object {
    const { hidesPhone, hidesId } = this.#hides;
    this.#graph.heard(this.phone, this.userId);
    return {
      ...(hidesPhone ? {} : { from: this.phone }),
      ...(hidesId ? {} : { from_user_id: this.userId }),
      id: id ?? `wamid.${randomUUID()}`,
      timestamp: `${Math.floor((at ?? this.#graph.now()) / 1000)}`,
      ...(forwarded ? { context: contextOf(forwarded) } : {}),
      ...content,
    };
  }
}

function contextOf(forwarded: 'once' | 'often') {
  return forwarded === 'often' ? { frequently_forwarded: true } : { forwarded: true };
}
