/** Spreadsheets compute cells that begin with these; with an apostrophe they show them. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** Escapes a text so that no spreadsheet computes its cell. */
export function toCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Returns the text of a cell, without the protecting apostrophe. */
export function fromCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
