/** A report as it is printed: every line in words, without marks of emphasis. */
export interface ReportSheet {
  id: string;
  title: string;
  /** That it is only prepared, and by whom. */
  notice: string;
  /** Where to bring it, until when. */
  ways: readonly string[];
  fields: readonly { label: string; value: string }[];
  checkTitle: string;
  checks: readonly { label: string; isMet: boolean }[];
}

/** Prints a report as a PDF. */
export type PrintReport = (sheet: ReportSheet) => Promise<Uint8Array>;
