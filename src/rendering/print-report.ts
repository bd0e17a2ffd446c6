import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import type { PrintedSheet, PrintReport } from '../ports/report-printer.ts';

type Paper = InstanceType<typeof import('pdfkit')>;

const MARGIN = 56;
const TEXT = 10.5;
const GREY = '#4a5057';
const LABEL_WIDTH = 130;

/** Prints a report on A4 with its own fonts, so that it looks the same everywhere. */
export const printReport: PrintReport = async (sheet) => {
  const { default: PDFDocument } = await import('pdfkit'); // takes memory, so only when needed
  const info = { Title: sheet.title };
  const look = { size: 'A4', margin: MARGIN, bufferPages: true, info, lang: 'id' };
  const document = new PDFDocument(look);
  const printed = buffer(document);
  const require = createRequire(import.meta.url);
  document.registerFont('plain', require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
  document.registerFont('bold', require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));
  write(document, sheet);
  number(document, sheet);
  document.end();
  return printed;
};

function write(document: Paper, { title, notice, ways = [], fields, checks }: PrintedSheet) {
  document.font('bold', 18).fillColor('black').text(title);
  document.moveDown(0.4).font('bold', TEXT).text(notice);
  for (const way of ways) document.moveDown(0.4).font('plain', TEXT).text(way);
  rule(document);
  for (const { label, value, isHead } of fields) {
    if (isHead) document.moveDown(0.8).font('bold', TEXT).fillColor('black').text(label);
    if (!isHead || value !== '') writeField(document, isHead ? '' : label, value);
  }
  if (!checks) return;
  rule(document);
  document.font('bold', TEXT).text(checks.title).moveDown(0.3);
  for (const { label, isMet } of checks.all) {
    document.font('plain', TEXT).text(`${isMet ? '☑' : '☐'}  ${label}`);
  }
}

/** Writes a label next to its value; a long value continues on the next page. */
function writeField(document: Paper, label: string, value: string): void {
  const left = MARGIN + LABEL_WIDTH;
  const width = document.page.width - MARGIN - left;
  document.font('plain', TEXT);
  const height = document.heightOfString(value, { width });
  if (document.y + Math.min(height, 60) > document.page.height - MARGIN) document.addPage();
  const top = document.y;
  document.fillColor(GREY).text(label, MARGIN, top, { width: LABEL_WIDTH - 12 });
  const below = document.y;
  document.fillColor('black').text(value, left, top, { width });
  document.y = Math.max(below, document.y) + 4;
  document.x = MARGIN;
}

function rule(document: Paper): void {
  document.moveDown(0.8);
  const { y } = document;
  document
    .moveTo(MARGIN, y)
    .lineTo(document.page.width - MARGIN, y)
    .lineWidth(0.5)
    .stroke(GREY);
  document.moveDown(0.8);
}

/** Numbers each page, with the total and the title. */
function number(document: Paper, { title }: PrintedSheet): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    document.page.margins.bottom = 0; // or the line would start a new page
    const y = document.page.height - MARGIN + 16;
    document.font('plain', 8).fillColor(GREY);
    document.text(`${title} · ${page + 1}/${count}`, MARGIN, y, { lineBreak: false });
  }
}
