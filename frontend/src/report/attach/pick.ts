/** Makes of a chosen file what will be sent, or says why not. A file is told by its content; its name counts for nothing. */
import type { FileKind, Picked } from '../files.ts';
import { smallPhoto } from './photo.ts';

export type PickFault = 'empty' | 'large' | 'video' | 'packed' | 'heic' | 'unknown' | 'broken' | 'many' | 'same';

/** The server's own limits; said here, because what is sealed cannot be mended any more. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_FILES = 20;
/** A camera's largest picture; it is made small before it is sent. */
const LARGEST_PHOTO = 80 * 1024 * 1024;
/** Where a PDF's end is looked for. */
const TAIL = 2048;

const PACKED = ['PK\x03\x04', 'PK\x05\x06', 'Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh'];

type Told = 'pdf' | 'webm' | 'ogg' | 'mp4' | 'm4a' | 'heic' | 'video' | 'packed' | 'image';

/** Tell by the first bytes what a file is; what nobody knows may still be a picture that the browser can draw. */
export function formatOf(head: Uint8Array): Told {
  const text = String.fromCharCode(...head.subarray(0, 16));
  const brand = text.slice(8, 12);
  if (text.startsWith('%PDF-')) return 'pdf';
  if (text.startsWith('OggS')) return 'ogg';
  if (text.startsWith('\x1aE\xdf\xa3')) return 'webm';
  if (PACKED.some((beginning) => text.startsWith(beginning))) return 'packed';
  if (text.startsWith('FLV') || (text.startsWith('RIFF') && brand === 'AVI ')) return 'video';
  if (text.slice(4, 8) !== 'ftyp') return 'image';
  if (/^(?:hei|hev|mif1|msf1)/.test(brand)) return 'heic';
  if (brand.startsWith('avi')) return 'image';
  return /^M4[AB]/.test(brand) ? 'm4a' : /^(?:qt|3g|M4V)/.test(brand) ? 'video' : 'mp4';
}

/** Raises nothing: a fault is an answer too, and so is a file that the phone no longer gives. */
export const pick = (file: File): Promise<Picked | PickFault> => looked(file).catch(() => 'broken');

async function looked(file: File): Promise<Picked | PickFault> {
  if (file.size === 0) return 'empty';
  const told = formatOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (told === 'packed') return 'packed';
  // A container that may hold either: the phone says which, and the server looks inside.
  if (told === 'video' || ((told === 'mp4' || told === 'webm') && !file.type.startsWith('audio/'))) return 'video';
  if (told === 'image' || told === 'heic') {
    if (file.size > LARGEST_PHOTO) return 'large';
    const blob = await smallPhoto(file);
    return blob ? picked('photo', blob) : told === 'heic' ? 'heic' : 'unknown';
  }
  if (file.size > MOST_BYTES) return 'large';
  // A copy: where the file lies, another app may change it or take it away before it is sent.
  const copy = new Blob([await file.arrayBuffer()], { type: file.type });
  if (told !== 'pdf') return picked('voice', copy);
  const isWhole = (await copy.slice(-TAIL).text()).includes('%%EOF');
  return isWhole ? { ...(await picked('document', copy)), name: file.name.slice(0, 120) } : 'broken';
}

let count = 0;

async function picked(kind: FileKind, blob: Blob): Promise<Picked> {
  return { id: `${kind}-${++count}`, kind, blob, mark: await markOf(blob) };
}

/** The same content has the same mark, whatever it is called; without cryptography each is taken for another. */
async function markOf(blob: Blob): Promise<string> {
  if (!crypto.subtle) return `${count}`;
  return String(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
}
