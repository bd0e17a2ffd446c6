/** A sheet of paper: every line in words, without marks of emphasis. */
export interface PrintedSheet {
  title: string;
  /** What it is, and of whom. */
  notice: string;
  /** Where to bring it, until when. */
  ways?: readonly string[];
  /** A head stands alone above the fields that it is of. */
  fields: readonly { label: string; value: string; isHead?: boolean }[];
  checks?: { title: string; all: readonly { label: string; isMet: boolean }[] };
}

export interface ReportSheet extends Required<PrintedSheet> {
  id: string;
  language: string;
}

/** Prints a sheet as a PDF. */
export type PrintReport = (sheet: PrintedSheet) => Promise<Uint8Array>;
