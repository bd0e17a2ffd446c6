import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { findDanger } from '../../../src/media/dangers/find-danger.ts';
import { createFileReader } from '../../../src/media/reading/file-reader.ts';

/** A ZIP with harmless entries of these names. */
function aZip(...names: string[]): Uint8Array {
  return zipSync(Object.fromEntries(names.map((name) => [name, strToU8('isi')])));
}

const binary = (mark: string, length = 600) =>
  Buffer.concat([Buffer.from(mark, 'latin1'), Buffer.alloc(length)]);
const atEnd = (mark: string) => Buffer.concat([Buffer.alloc(3000), binary(mark, 508)]);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

test.each<[string, Uint8Array]>([
  ['an APK', aZip('META-INF/MANIFEST.MF', 'res/icon.png', 'AndroidManifest.xml', 'classes.dex')],
  ['an XAPK', aZip('manifest.json', 'com.undangan.nikah.apk')],
  ['a split APKS', aZip('toc.pb', 'splits/base-master.apk')],
  ['an APK in a ZIP', aZip('foto/1.jpg', 'Undangan Pernikahan.APK')],
  ['an app for an iPhone', aZip('Payload/Undangan.app/embedded.mobileprovision')],
  ['code of an app', binary('dex\n035\0')],
])('%s is an app', (_, bytes) => {
  expect(findDanger(bytes)).toBe('app');
});

test.each<[string, Uint8Array]>([
  ['an EXE or SCR', binary('MZ\x90\0')],
  ['a program for Linux', binary('\x7fELF')],
  ['a program for a Mac', binary('\xcf\xfa\xed\xfe')],
  ['a class of Java', binary('\xca\xfe\xba\xbe')],
  ['a JAR', aZip('META-INF/MANIFEST.MF', 'id/undangan/Main.class')],
  ['an MSI', Buffer.concat([binary(OLE), Buffer.from('84100c0000000000c000000000000046', 'hex')])],
  ['old Word with macros', Buffer.concat([binary(OLE), Buffer.from('_VBA_PROJECT', 'utf16le')])],
  ['a DMG', atEnd('koly')],
  ['a DEB', binary('!<arch>\ndebian-binary   ')],
  ['an RPM', binary('\xed\xab\xee\xdb')],
  ['a CAB', binary('MSCF\0\0')],
  ['a shortcut of Windows', binary('L\0\0\0\x01\x14\x02\0')],
  ['an extension of a browser', binary('Cr24\x03')],
  ['an EXE in a ZIP', aZip('surat/Surat Tilang.pdf.exe')],
  ['a document with macros', aZip('word/document.xml', 'word/vbaProject.bin')],
  ['a batch file', Buffer.from('\r\n@ECHO OFF\r\nstart http://contoh.example')],
  ['a VBS', Buffer.from('Set s = CreateObject("WScript.Shell")\r\ns.Run "calc"')],
  ['a VBS in UTF-16', utf16('Set s = CreateObject("WScript.Shell")')],
  ['a JS for Windows', Buffer.from('var s = new ActiveXObject("MSXML2.XMLHTTP");')],
  ['an HTA', Buffer.from('<html><hta:application id="x"></html>')],
  ['a PowerShell script', Buffer.from('IEX (New-Object Net.WebClient).DownloadString($u)')],
  ['a shell script', Buffer.from('#!/bin/sh\necho hai')],
  ['a REG file', utf16('Windows Registry Editor Version 5.00\r\n')],
  ['a profile for an iPhone', Buffer.from('<plist><dict><key>PayloadContent</key></dict></plist>')],
])('%s is a program', (_, bytes) => {
  expect(findDanger(bytes)).toBe('program');
});

test.each<[string, Uint8Array]>([
  ['a document', aZip('[Content_Types].xml', 'word/document.xml', 'docProps/app.xml')],
  ['pictures in a ZIP', aZip('1.jpg', 'catatan/dari.exe/2.jpg')],
  ['a text about apps', Buffer.from('Jangan pasang undangan.apk! MZ, #!/ dan @echo off berbahaya')],
  ['an old Word file', binary(OLE)],
  ['a PDF', binary('%PDF-1.7\n')],
  ['nothing', Buffer.alloc(0)],
  ['a broken ZIP', binary('PK\x03\x04')],
])('%s is none', (_, bytes) => {
  expect(findDanger(bytes)).toBeUndefined();
});

test('a ZIP that lies about its entries ends, and what it names before is seen', () => {
  const zip = Buffer.from(aZip('AndroidManifest.xml'));
  const end = zip.lastIndexOf('PK\x05\x06');
  zip.writeUInt16LE(0xffff, end + 8);
  zip.writeUInt16LE(0xffff, end + 10);
  expect(findDanger(zip)).toBe('app');
});

test('what must not be opened is known without a process, also while all are busy', async () => {
  const settings = { processes: 0, timeoutMs: 1, idleMs: 1, environment: {} };
  const reader = createFileReader(settings);
  const file = { mime: 'application/pdf', bytes: aZip('AndroidManifest.xml') };
  expect(await reader.read(file)).toMatchObject({ kind: 'other', texts: [], problem: 'app' });
  reader.close();
});
