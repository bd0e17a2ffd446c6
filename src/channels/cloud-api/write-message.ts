// In characters and pieces (verified 2026-11-24, from stored copies).

import type { Address, Reply } from '../../domain/messages/message.ts';
import { isShown, type Picture } from '../../ports/card-renderer.ts';
import { numberChoices } from '../write-choices.ts';
import { NO_REPLY, writeCallbackData } from './callback-data.ts';
import LIMITS from './message-limits.json' with { type: 'json' };
import { isPhoneNumber } from './phone-number.ts';

interface Upload {
  id: string;
  picture: Picture;
}

interface Parts {
  listButton: string;
  upload?: Upload | undefined;
  form?: { flow: string; button: string } | undefined;
}

/** Writes a reply as a Graph API request: buttons, a list, or numbered text where neither fits, a file is above it or a form below. */
export function writeCloudMessage(
  to: Address,
  reply: Reply,
  { listButton, upload, form }: Parts,
): object {
  return {
    ...envelopeTo(to),
    ...(upload
      ? enclosureOf(reply, upload)
      : form
        ? formOf(reply, form)
        : contentOf(reply, listButton)),
    ...(reply.quotes !== undefined && { context: { message_id: reply.quotes } }),
    biz_opaque_callback_data: writeCallbackData(reply).slice(0, LIMITS.callbackData),
  };
}

/** Writes an approved template that tells a citizen after 24 hours that something waits. */
export function writeTemplate(
  to: Address,
  template: { name: string; language: string },
  { purpose }: Pick<Reply, 'purpose'>,
): object {
  return {
    ...envelopeTo(to),
    type: 'template',
    template: { name: template.name, language: { code: template.language } },
    biz_opaque_callback_data: writeCallbackData({ id: NO_REPLY, purpose }),
  };
}

/** A number or a group goes into `to`, a user id into `recipient`; otherwise Meta would drop it. */
function envelopeTo({ sender, phone, isGroup }: Address): object {
  if (isGroup) return { messaging_product: 'whatsapp', recipient_type: 'group', to: sender };
  const number = [phone, sender].find(isPhoneNumber);
  const recipient = number === undefined ? { recipient: phone ?? sender } : { to: number };
  return { messaging_product: 'whatsapp', recipient_type: 'individual', ...recipient };
}

function enclosureOf(reply: Reply, { id, picture }: Upload): object {
  const caption = numberChoices(reply, LIMITS.caption);
  if (isShown(picture)) return { type: 'image', image: { id, caption } };
  return { type: 'document', document: { id, caption, filename: picture.name } };
}

/** The choices stay in the text: WhatsApp Web opens no forms. */
function formOf(reply: Reply, { flow, button }: { flow: string; button: string }): object {
  const text = numberChoices(reply, LIMITS.interactiveBody);
  const parameters = {
    ...{ flow_message_version: '3', flow_id: flow, flow_token: reply.id, flow_cta: button },
    ...{ flow_action: 'navigate', flow_action_payload: { screen: 'REPORT' } },
  };
  return interactive({ type: 'flow', body: { text }, action: { name: 'flow', parameters } });
}

function contentOf(reply: Reply, listButton: string): object {
  const { text, choices } = reply;
  const { buttons: most, buttonId, buttonTitle, rows, rowId, rowTitle } = LIMITS;
  const isAsked = choices.length > 0 && text.length <= LIMITS.interactiveBody;
  const titled = choices.map(({ id, label }) => ({ id, title: label }));
  const areDistinct = new Set(titled.map(({ title }) => title)).size === titled.length;
  if (isAsked && areDistinct && fitsIn(choices, { most, id: buttonId, title: buttonTitle })) {
    const buttons = titled.map((button) => ({ type: 'reply', reply: button }));
    return interactive({ type: 'button', body: { text }, action: { buttons } });
  }
  if (isAsked && fitsIn(choices, { most: rows, id: rowId, title: rowTitle })) {
    const button = listButton.slice(0, LIMITS.listButton);
    const action = { button, sections: [{ rows: titled }] };
    return interactive({ type: 'list', body: { text }, action });
  }
  const body = numberChoices(reply, LIMITS.text);
  return { type: 'text', text: { body, preview_url: false } };
}

function interactive(content: object): object {
  return { type: 'interactive', interactive: content };
}

function fitsIn(choices: Reply['choices'], limit: { most: number; id: number; title: number }) {
  const fits = (text: string, most: number) => text.length > 0 && text.length <= most;
  return (
    choices.length <= limit.most &&
    choices.every(({ id, label }) => fits(id, limit.id) && fits(label, limit.title))
  );
}
