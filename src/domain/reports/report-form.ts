import { z } from 'zod';
import { parseJson } from '../text/parse-json.ts';
import { isProvince } from '../text/province.ts';
import { isDate } from '../time/calendar.ts';
import { reportThreats } from './report.ts';

/** Choice of a message whose text is a filled-in form, as JSON. */
export const REPORT_FORM = 'form/report';

/** Without the control and direction marks that JSON can hide from the door. */
const words = z
  .string()
  .transform((text) => text.replace(/[^\P{C}\n]/gu, '').trim())
  .catch('');

const formSchema = z.object({
  form: z.literal('report'),
  threat: z.enum(reportThreats),
  account: words,
  day: words.refine(isDate).catch(''),
  province: words.refine(isProvince).catch(''),
  evidence: words,
  reporter: words,
  reminds: z.literal(true).or(z.literal('true')).optional().catch(undefined),
  /** Versions of the words of both consents that the form showed. */
  identity: words,
  reminders: words,
});
export type ReportForm = z.infer<typeof formSchema>;

/** Reads a form as WhatsApp sends it: a field of the wrong kind counts as left blank; undefined where it is another form. */
export function readReportForm(text: string): ReportForm | undefined {
  return parseJson(formSchema, text);
}
