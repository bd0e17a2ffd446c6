import { z } from 'zod';
import { maskDetails } from '../../domain/text/mask-details.ts';

/** Error from Meta, in a response or by receipt; its words are masked. */
export interface Fault {
  code: number;
  subcode?: number | undefined;
  /** Meta's details if present, else its title. */
  details?: string | undefined;
  /** Id that Meta's support asks for. */
  trace?: string | undefined;
}

/** Error in a Graph API response or a status webhook; unknown shapes are left out. */
const errorSchema = z.looseObject({
  code: z.coerce.number().int().nonnegative(),
  error_subcode: z.coerce.number().int().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error_data: z.looseObject({ details: z.string() }).optional().catch(undefined),
  fbtrace_id: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional()
    .catch(undefined),
});

/** Reads an error; `said` are words that we sent and that its details must not repeat. */
export function readFault(error: unknown, said: readonly string[] = []): Fault | undefined {
  const read = errorSchema.safeParse(error);
  if (!read.success) return undefined;
  const { code, error_subcode: subcode, title, message, error_data, fbtrace_id: trace } = read.data;
  const told = error_data?.details ?? title ?? message;
  const details = told === undefined ? undefined : maskDetails(told, said);
  return {
    code,
    ...(subcode === undefined ? {} : { subcode }),
    ...(details ? { details } : {}),
    ...(trace === undefined ? {} : { trace }),
  };
}

/** Formats a code with its subcode, as in Meta's tables. */
export function codeOf({ code, subcode }: Fault): string {
  return subcode === undefined ? `${code}` : `${code}/${subcode}`;
}
