import { z } from 'zod';

/** Text from outside, of any length: it is shortened when stored. */
const text = z.string();
const file = z.looseObject({
  id: text,
  mime_type: text.optional(),
  sha256: text.optional(),
  caption: text.optional(),
  filename: text.optional(),
});
const answer = z.looseObject({ id: text, title: text.optional() });

/** Seconds; NaN if it cannot be a time, which is no reason to lose a message. */
const timestamp = z.coerce.number().int().min(1_000_000_000).max(10_000_000_000).catch(Number.NaN);

/** Sender and time of a message, whatever its content. */
export const envelopeSchema = z.looseObject({
  id: text.min(1),
  from: text.optional(),
  from_user_id: text.optional(),
  group_id: text.optional(),
  timestamp,
});

/** Message as the Cloud API delivers it; unknown fields are ignored. */
export const cloudMessageSchema = envelopeSchema.extend({
  type: text,
  text: z.looseObject({ body: text }).optional(),
  image: file.optional(),
  video: file.optional(),
  audio: file.optional(),
  document: file.optional(),
  sticker: file.optional(),
  reaction: z.looseObject({ message_id: text, emoji: text.optional() }).optional(),
  button: z.looseObject({ text: text.optional(), payload: text.optional() }).optional(),
  interactive: z
    .looseObject({ button_reply: answer.optional(), list_reply: answer.optional() })
    .optional(),
  context: z
    .looseObject({
      id: text.nullish(),
      forwarded: z.boolean().nullish(),
      frequently_forwarded: z.boolean().nullish(),
    })
    .optional(),
  system: z
    .looseObject({
      type: text.optional(),
      wa_id: text.optional(),
      user_id: text.optional(),
      previous_user_id: text.optional(),
    })
    .optional(),
});
export type CloudMessage = z.infer<typeof cloudMessageSchema>;

/** Status of a sent message. */
export const cloudStatusSchema = z.looseObject({
  id: text,
  status: text,
  timestamp,
  biz_opaque_callback_data: text.optional(),
  recipient_id: text.optional().catch(undefined),
  recipient_user_id: text.optional().catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
});
export type CloudStatus = z.infer<typeof cloudStatusSchema>;

/** Shell of a webhook; entries inside are read one by one, so that a bad one harms no other. */
export const webhookSchema = z.looseObject({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.looseObject({
      changes: z.array(
        z.looseObject({
          field: text,
          value: z.looseObject({
            metadata: z.looseObject({ phone_number_id: text }).optional(),
            messages: z.array(z.unknown()).optional(),
            statuses: z.array(z.unknown()).optional(),
          }),
        }),
      ),
    }),
  ),
});
