/** An error as the Graph API words it. */
export interface GraphError {
  status: number;
  code: number;
  message: string;
}

interface Sent {
  type?: string;
  to?: string;
  recipient?: string;
  text?: { body?: string };
  image?: { id?: string; caption?: string };
  document?: { id?: string; caption?: string; filename?: string };
  interactive?: Interactive;
  template?: { name?: string; language?: { code?: string } };
  biz_opaque_callback_data?: string;
}

interface Interactive {
  type?: string;
  body?: { text?: string };
  action?: {
    button?: string;
    name?: string;
    parameters?: Record<string, unknown>;
    buttons?: { type?: string; reply?: { id?: string; title?: string } }[];
    sections?: { title?: string; rows?: { id?: string; title?: string; description?: string }[] }[];
  };
}

/** Checks a message by the limits that Meta documents; the first one it breaks is its error. */
export function checkMessage(sent: Sent): GraphError | undefined {
  if (sent.to === undefined && sent.recipient === undefined) return missing('to');
  if ((sent.biz_opaque_callback_data?.length ?? 0) > 512) return invalid('callback data');
  switch (sent.type) {
    case 'text':
      return length(sent.text?.body, 4096, 'text.body');
    case 'image':
      if (!sent.image?.id) return missing('image.id');
      return (sent.image.caption?.length ?? 0) > 1024 ? invalid('image.caption') : undefined;
    case 'document':
      if (!sent.document?.id) return missing('document.id');
      if (!sent.document.filename) return missing('document.filename');
      return (sent.document.caption?.length ?? 0) > 1024 ? invalid('document.caption') : undefined;
    case 'template':
      return sent.template?.name && sent.template.language?.code ? undefined : missing('template');
    case 'interactive':
      return checkInteractive(sent.interactive ?? {});
    default:
      return invalid('type');
  }
}

function checkInteractive({ type, body, action }: Interactive): GraphError | undefined {
  const tooLong = length(body?.text, 1024, 'interactive.body');
  if (tooLong) return tooLong;
  if (type === 'button') return checkButtons(action?.buttons ?? []);
  if (type === 'flow') return checkFlow(action ?? {});
  if (type !== 'list') return invalid('interactive.type');
  const rows = (action?.sections ?? []).flatMap((section) => section.rows ?? []);
  if (rows.length === 0 || rows.length > 10) return invalid('rows');
  if (hasRepeats(rows.map(({ id }) => id))) return invalid('row ids');
  return first([
    length(action?.button, 20, 'list button'),
    ...rows.map(({ id }) => length(id, 200, 'row id')),
    ...rows.map(({ title }) => length(title, 24, 'row title')),
  ]);
}

function checkFlow({ name, parameters = {} }: NonNullable<Interactive['action']>) {
  const { flow_message_version: version, flow_token, flow_id, flow_cta, flow_action } = parameters;
  if (name !== 'flow' || version !== '3') return invalid('flow message');
  if (flow_action !== 'navigate') return invalid('flow_action');
  return first([
    length(text(flow_token), 200, 'flow_token'),
    length(text(flow_id), 50, 'flow_id'),
    length(text(flow_cta), 20, 'flow_cta'),
  ]);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function checkButtons(
  buttons: { type?: string; reply?: { id?: string; title?: string } }[],
): GraphError | undefined {
  if (buttons.length === 0 || buttons.length > 3) return invalid('buttons');
  if (buttons.some(({ type }) => type !== 'reply')) return invalid('button type');
  if (hasRepeats(buttons.map(({ reply }) => reply?.title))) return invalid('button titles');
  return first([
    ...buttons.map(({ reply }) => length(reply?.id, 256, 'button id')),
    ...buttons.map(({ reply }) => length(reply?.title, 20, 'button title')),
  ]);
}

function length(text: string | undefined, most: number, name: string): GraphError | undefined {
  if (text === undefined || text.length === 0) return missing(name);
  return text.length > most ? invalid(name) : undefined;
}

function first(errors: (GraphError | undefined)[]): GraphError | undefined {
  return errors.find((error) => error !== undefined);
}

function hasRepeats(values: unknown[]): boolean {
  return new Set(values).size < values.length;
}

function missing(name: string): GraphError {
  return { status: 400, code: 131008, message: `${name} is missing` };
}

function invalid(name: string): GraphError {
  return { status: 400, code: 131009, message: `${name} is not valid` };
}
