import { createRequire } from 'node:module';
import type { PrintReport, ReportSheet } from '../ports/report-printer.ts';

type Paper = InstanceType<typeof import('pdfkit')>;

const MARGIN = 56;
const TEXT = 10.5;
const GREY = '#4a5057';
const LABEL_WIDTH = 130;

/** Prints a report on A4 with its own fonts, so that it looks the same everywhere. */
export const printReport: PrintReport = async (sheet) => {
  const { default: PDFDocument } = await import('pdfkit'); // takes memory, so only when needed
  const paper = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: sheet.title },
    lang: 'id',
  });
  const pieces: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    paper.on('data', (piece: Uint8Array) => pieces.push(piece));
    paper.on('end', resolve).on('error', reject);
  });
  const require = createRequire(import.meta.url);
  paper.registerFont('plain', require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
  paper.registerFont('bold', require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));
  write(paper, sheet);
  number(paper, sheet);
  paper.end();
  await done;
  return Buffer.concat(pieces);
};

function write(
  paper: Paper,
  { title, notice, ways, fields, checkTitle, checks }: ReportSheet,
): void {
  paper.font('bold', 18).fillColor('black').text(title);
  paper.moveDown(0.4).font('bold', TEXT).text(notice);
  for (const way of ways) paper.moveDown(0.4).font('plain', TEXT).text(way);
  rule(paper);
  for (const { label, value } of fields) writeField(paper, label, value);
  rule(paper);
  paper.font('bold', TEXT).text(checkTitle).moveDown(0.3);
  for (const { label, isMet } of checks) {
    paper.font('plain', TEXT).text(`${isMet ? '☑' : '☐'}  ${label}`);
  }
}

/** Writes a label next to its value; a long value continues on the next page. */
function writeField(paper: Paper, label: string, value: string): void {
  const left = MARGIN + LABEL_WIDTH;
  const width = paper.page.width - MARGIN - left;
  paper.font('plain', TEXT);
  const height = paper.heightOfString(value, { width });
  if (paper.y + Math.min(height, 60) > paper.page.height - MARGIN) paper.addPage();
  const top = paper.y;
  paper.fillColor(GREY).text(label, MARGIN, top, { width: LABEL_WIDTH - 12 });
  const below = paper.y;
  paper.fillColor('black').text(value, left, top, { width });
  paper.y = Math.max(below, paper.y) + 4;
  paper.x = MARGIN;
}

function rule(paper: Paper): void {
  paper.moveDown(0.8);
  const { y } = paper;
  paper
    .moveTo(MARGIN, y)
    .lineTo(paper.page.width - MARGIN, y)
    .lineWidth(0.5)
    .stroke(GREY);
  paper.moveDown(0.8);
}

/** Numbers each page, with the total and the title. */
function number(paper: Paper, { title }: ReportSheet): void {
  const { count } = paper.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    paper.switchToPage(page);
    paper.page.margins.bottom = 0; // or the line would start a new page
    const y = paper.page.height - MARGIN + 16;
    paper.font('plain', 8).fillColor(GREY);
    paper.text(`${title} · ${page + 1}/${count}`, MARGIN, y, { lineBreak: false });
  }
}
