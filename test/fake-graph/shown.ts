/** What a citizen's phone shows. */
export interface Shown {
  id: string;
  text: string;
  choices: { id: string; title: string }[];
  template?: string;
}

/** The body of a request that sends a message or marks one as read. */
export interface SentBody {
  type?: string;
  status?: string;
  message_id?: string;
  to?: string;
  recipient?: string;
  biz_opaque_callback_data?: string;
  text?: { body: string };
  template?: { name: string };
  interactive?: {
    body: { text: string };
    action: {
      buttons?: { reply: { id: string; title: string } }[];
      sections?: { rows: { id: string; title: string }[] }[];
    };
  };
}

/** A message as the phone shows it. */
export function shownOf({ text, interactive, template }: SentBody): Omit<Shown, 'id'> {
  if (template) return { text: '', choices: [], template: template.name };
  const buttons = interactive?.action.buttons?.map(({ reply }) => reply) ?? [];
  const rows = interactive?.action.sections?.flatMap((section) => section.rows) ?? [];
  return { text: text?.body ?? interactive?.body.text ?? '', choices: [...buttons, ...rows] };
}
