import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minutes, size } from '../src/lib/measures.ts';
import { blank } from '../src/report/answers.ts';
import { bodyOf } from '../src/report/body.ts';
import type { Picked } from '../src/report/files.ts';
import { formatOf, MOST_BYTES, pick } from '../src/report/attach/pick.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const file = (text: string, type = '', name = 'a') => new File([bytes(text)], name, { type });

test('a file is told by its first bytes', () => {
  const told: Record<string, string> = {
    '%PDF-1.7': 'pdf',
    'OggS\0\0': 'ogg',
    '\x1aE\xdf\xa3': 'webm',
    'PK\x03\x04': 'packed',
    'Rar!\x1a\x07': 'packed',
    '\x1f\x8b\x08': 'packed',
    'RIFF\0\0\0\0AVI LIST': 'video',
    'RIFF\0\0\0\0WEBPVP8 ': 'image',
    '\0\0\0\x18ftypheic': 'heic',
    '\0\0\0\x18ftypmif1': 'heic',
    '\0\0\0\x18ftypavif': 'image',
    '\0\0\0\x18ftypqt  ': 'video',
    '\0\0\0\x18ftypM4A ': 'm4a',
    '\0\0\0\x18ftypisom': 'mp4',
    '\xff\xd8\xff\xe1': 'image',
    '': 'image',
  };
  for (const [head, expected] of Object.entries(told)) assert.equal(formatOf(bytes(head)), expected, JSON.stringify(head));
});

test('what cannot be sent is said with its reason, whatever it is called', async () => {
  assert.equal(await pick(file('', 'image/jpeg', 'photo.jpg')), 'empty');
  assert.equal(await pick(file('PK\x03\x04', 'image/jpeg', 'photo.jpg')), 'packed');
  assert.equal(await pick(file('\0\0\0\x18ftypisom', 'video/mp4', 'film.jpg')), 'video');
  assert.equal(await pick(file('\x1aE\xdf\xa3', 'video/webm')), 'video');
  assert.equal(await pick(file('%PDF-1.7 and no end', 'application/pdf')), 'broken');
  assert.equal(await pick(new File([bytes('%PDF-1.7'), new Uint8Array(MOST_BYTES)], 'a.pdf')), 'large');
});

test('a document and a recording go as they are; only the document keeps its name', async () => {
  const document = (await pick(file('%PDF-1.7 … %%EOF\n', 'application/pdf', 'letter.pdf'))) as Picked;
  assert.deepEqual([document.kind, document.name], ['document', 'letter.pdf']);
  const voice = (await pick(file('\0\0\0\x18ftypM4A ', 'audio/x-m4a', 'at the door.m4a'))) as Picked;
  assert.deepEqual([voice.kind, voice.name], ['voice', undefined]);
  assert.equal(((await pick(file('\x1aE\xdf\xa3', 'audio/webm'))) as Picked).kind, 'voice');
});

test('a document is copied when it is chosen: what becomes of the file later changes nothing', async () => {
  const chosen = file('%PDF-1.7 … %%EOF\n', 'application/pdf', 'letter.pdf');
  const document = (await pick(chosen)) as Picked;
  assert.notEqual(document.blob, chosen);
  assert.equal(await document.blob.text(), await chosen.text());
});

test('a file that the phone no longer gives is said, and stops nothing', async () => {
  const gone = file('%PDF-1.7 … %%EOF\n', 'application/pdf', 'letter.pdf');
  gone.arrayBuffer = () => Promise.reject(new DOMException('Gone.', 'NotReadableError'));
  assert.equal(await pick(gone), 'broken');
});

test('the same file has the same mark', async () => {
  const twice = ['a.pdf', 'copy of a.pdf'].map((name) => new File([bytes('%PDF- %%EOF')], name));
  const [one, two] = (await Promise.all(twice.map(pick))) as [Picked, Picked];
  assert.equal(one.mark, two.mark);
});

test('a report without words says that it was spoken, if it was', () => {
  const frame = { receipt: '7K3M9QXT2HPCW8RB', language: 'en' } as const;
  const voice: Picked = { id: '1', mark: '1', kind: 'voice', blob: new Blob(['x']), seconds: 3 };
  const said = (answers: Partial<ReturnType<typeof blank>>) => bodyOf({ ...blank(), ...answers }, frame, ['what'])['what_by'];
  assert.equal(said({ files: [voice] }), 'voice');
  assert.equal(said({ files: [voice], what: 'Words too.' }), 'text');
  assert.equal(said({ files: [{ ...voice, kind: 'photo' }] }), 'text');
  assert.equal(JSON.stringify(bodyOf({ ...blank(), files: [voice] }, frame)).includes('blob'), false);
});

test('lengths and sizes are written as people read them', () => {
  assert.deepEqual([0, 9, 75, 300].map(minutes), ['0:00', '0:09', '1:15', '5:00']);
  assert.deepEqual([1, 90_000, 812_345, 10 * 1024 * 1024].map(size), ['1 KB', '88 KB', '0.8 MB', '10.0 MB']);
});
