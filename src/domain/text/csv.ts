/** A spreadsheet would compute what begins with one of these signs; with an apostrophe it shows it. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text as a cell that no spreadsheet computes. */
export function toCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text of a cell, without the apostrophe that keeps it from being computed. */
export function fromCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
