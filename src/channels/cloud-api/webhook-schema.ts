import { z } from 'zod';

/** Text from outside, of any length: it is shortened when stored. */
const text = z.string().or(z.number().transform(String));
const id = text.refine((given) => given !== '');
/** A part of the wrong shape counts as missing, which is no reason to lose the rest. */
const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject(shape).nullish().catch(undefined);
const word = text.nullish().catch(undefined);
const name = text.optional().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
const file = part({ id: text, sha256: word, caption: word, filename: word });
const answer = part({ id: text, title: word });

/** Seconds; NaN if it cannot be a time, which is no reason to lose a message. */
const timestamp = z.coerce.number().int().min(1_000_000_000).max(10_000_000_000).catch(Number.NaN);

/** What a message says; what an edited one says now comes in the same form. */
const content = {
  type: text.catch('unknown'),
  text: part({ body: text }),
  image: file,
  video: file,
  audio: file,
  voice: file,
  document: file,
  sticker: file,
  reaction: part({ emoji: word }),
  button: part({ text: word, payload: word }),
  interactive: part({
    ...{ type: word, button_reply: answer, list_reply: answer },
    nfm_reply: part({ response_json: text }),
  }),
  unsupported: part({ type: word }),
};

/** Message as the Cloud API delivers it; unknown fields are ignored. */
export const cloudMessageSchema = z.looseObject({
  ...content,
  id,
  from: word,
  from_user_id: word,
  group_id: text.nullish().catch(''),
  timestamp,
  edit: part({ message: part(content) }),
  context: part({ forwarded: flag, frequently_forwarded: flag }),
  system: part({ wa_id: word, new_wa_id: word, user_id: word, previous_user_id: word }),
});
export type CloudMessage = z.infer<typeof cloudMessageSchema>;

/** New user id of a citizen, by a field of its own. */
export const idUpdateSchema = z.looseObject({
  wa_id: word,
  user_id: z.looseObject({ previous: word, current: word }),
});

export const cloudStatusSchema = z.looseObject({
  id: text,
  status: text,
  timestamp,
  biz_opaque_callback_data: name,
  recipient_id: name,
  recipient_user_id: name,
  recipient_type: name,
  recipient_participant_id: name,
  recipient_participant_user_id: name,
  pricing: part({ billable: flag, type: word, category: word }),
  errors: z.array(z.unknown()).optional().catch(undefined),
});
export type CloudStatus = z.infer<typeof cloudStatusSchema>;

const many = z.array(z.unknown()).optional().catch(undefined);

/** A change; what is inside is read one by one, so that a bad one harms no other. */
export const changeSchema = z.looseObject({
  field: name,
  value: z.looseObject({
    field: name,
    metadata: z.looseObject({ phone_number_id: text }).optional().catch(undefined),
    ...{ messages: many, statuses: many, errors: many, calls: many },
    ...{ user_preferences: many, user_id_update: many, message_echoes: many },
  }),
});
export type CloudChange = z.infer<typeof changeSchema>['value'];

/** What somebody has written to a citizen from the phone that shares the number. */
export const echoSchema = z.looseObject({ id, to: word, to_user_id: word, timestamp });

/** A citizen's wish about messages that nobody asked for. */
export const preferenceSchema = z.looseObject({
  wa_id: word,
  user_id: word,
  value: text,
  timestamp,
});

export const webhookSchema = z.looseObject({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z
      .looseObject({ time: timestamp.optional(), field: name, changes: z.array(z.unknown()) })
      .catch({ changes: [] }),
  ),
});
