import { strToU8, zipSync } from 'fflate';

/** A ZIP with these texts under their names. */
export function aZip(entries: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])),
  );
}

/** A Word document of these paragraphs, as XML. */
export function aDocx(...paragraphs: string[]): Uint8Array {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  const document = `<?xml version="1.0"?><w:document xmlns:w="http://w"><w:body>${body}</w:body></w:document>`;
  return aZip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': document });
}
