import type { UploadedPicture } from './read-upload.ts';

/** What a citizen's phone shows. */
export interface Shown {
  id: string;
  text: string;
  choices: { id: string; title: string }[];
  template?: string;
  /** The published Flow that a button opens. */
  flow?: string;
  /** The message that it quotes. */
  quotes?: string;
  /** The picture or document above the text. */
  picture?: UploadedPicture;
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
  image?: { id: string; caption?: string };
  document?: { id: string; caption?: string };
  template?: { name: string };
  context?: { message_id: string };
  interactive?: {
    body: { text: string };
    action: {
      parameters?: { flow_id: string; flow_token: string };
      buttons?: { reply: { id: string; title: string } }[];
      sections?: { rows: { id: string; title: string }[] }[];
    };
  };
}

/** A message as the phone shows it, with the pictures that were handed in before it. */
export function shownOf(
  { text, interactive, template, image, document, context }: SentBody,
  pictures: ReadonlyMap<string, UploadedPicture>,
): Omit<Shown, 'id'> {
  if (template) return { text: '', choices: [], template: template.name };
  const enclosed = image ?? document;
  const picture = enclosed && pictures.get(enclosed.id);
  if (picture) return { text: enclosed.caption ?? '', choices: [], picture };
  const buttons = interactive?.action.buttons?.map(({ reply }) => reply) ?? [];
  const rows = interactive?.action.sections?.flatMap((section) => section.rows) ?? [];
  const flow = interactive?.action.parameters?.flow_id;
  return {
    text: text?.body ?? interactive?.body.text ?? '',
    choices: [...buttons, ...rows],
    ...(flow !== undefined && { flow }),
    ...(context && { quotes: context.message_id }),
  };
}
