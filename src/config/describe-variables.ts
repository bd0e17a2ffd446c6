/** A variable of the environment: whether it is set, and what holds, where that may be shown. */
export interface Variable {
  name: string;
  isSet: boolean;
  /** What holds, set or not; undefined where nothing does, or where it is nobody's to read. */
  value?: string | undefined;
}

/** Every variable but these may hold a secret, or lead to one. */
const SHOWN = new Set(
  (
    'POSKO_DATA POSKO_FLOWS POSKO_LOCALES POSKO_EMBEDDER POSKO_EMBEDDER_MODEL POSKO_DICTIONARIES POSKO_HOST POSKO_PORT POSKO_PROXIES POSKO_CHAT POSKO_CHAT_HOSTS ' +
    'POSKO_SAMPLES POSKO_METRICS POSKO_LOG_LEVEL POSKO_NAME POSKO_RUN_BY POSKO_TOTP_FROM POSKO_PUBLIC_URL ' +
    'POSKO_PUBLIC_NUMBER POSKO_QUIET_MS POSKO_LETTER_DAYS POSKO_TIP_DAYS POSKO_MEDIA_DAYS ' +
    'POSKO_ADDRESS_DAYS POSKO_REPORT_DAYS POSKO_UNDO_S POSKO_SECOND_PERSON POSKO_ORGANISATIONS POSKO_SERVICE_HOURS POSKO_LIFE_MINUTES POSKO_HOUR_MINUTES POSKO_ELECTION_DAY ' +
    'POSKO_BAILEYS POSKO_BAILEYS_NAME POSKO_BAILEYS_GROUPS POSKO_BAILEYS_VERSION POSKO_BAILEYS_HOURLY ' +
    'POSKO_RECORD_LICENCE POSKO_ALARM_FROM POSKO_ESCALATE_MIN POSKO_CLOUD_NUMBER_ID POSKO_CLOUD_TEMPLATE POSKO_CLOUD_RECONCILE_S NODE_ENV'
  ).split(' '),
);

/** Every variable of a schema; no secret is shown, not even a part of it. */
export function describeVariables(
  schema: Readonly<Record<string, unknown>>,
  {
    given,
    read,
  }: {
    given: Readonly<Record<string, string | undefined>>;
    read: Readonly<Record<string, unknown>>;
  },
): Variable[] {
  return Object.keys(schema)
    .toSorted()
    .map((name) => {
      const isSet = (given[name] ?? '') !== '';
      const value = SHOWN.has(name) ? read[name] : undefined;
      return { name, isSet, ...(value === undefined ? {} : { value: String(value) }) };
    });
}
