/** The words of photos, voice notes and files. */
import type zh from './attach.zh.ts';

const words: typeof zh = {
  add: 'Add a photo or a file',
  speak: 'Record your voice',
  care: 'Nobody asks for pictures of a body; please take none. Photos are made smaller, and where and when they were taken is removed.',
  list: 'Goes along',
  photo: (n) => `Photo ${n}`,
  voice: (n) => `Voice note ${n}`,
  document: (n) => `File ${n}`,
  remove: 'Remove',
  removed: 'Removed',
  added: 'Added',
  working: 'Preparing the photo…',
  asking: 'Your browser asks for the microphone. Please choose “Allow”.',
  on: 'Recording',
  paused: 'Paused',
  left: (seconds) => `${seconds} seconds left`,
  stop: 'Done',
  pause: 'Pause',
  resume: 'Go on',
  limit: 'Five minutes at most. It stays on this page and is sealed before it leaves.',
  fault: {
    empty: 'This file is empty. Please choose it again.',
    large: 'This file is too large: 10 MB at most. Choose only the pages that matter, or photograph them.',
    video: 'Videos can’t be sent. Take a screenshot of it, or say in words what it shows.',
    packed: 'Packed files can’t be opened. Please choose the photos or files in it.',
    heic: 'This device can’t open HEIC photos. Take a screenshot of it and choose the screenshot.',
    unknown: 'This kind of file can’t be opened. Photos, voice notes and PDFs can, and so can screenshots.',
    broken: 'This file could not be read whole. Please choose it again, or photograph it.',
    many: 'Twenty at most. Please keep the others for now.',
    same: 'This one is there already.',
  },
  kept: 'What you have written is still here.',
  mic: {
    denied: 'The microphone is not allowed. Switch it on in the settings beside your browser’s address bar and tap again, or type instead.',
    none: 'No microphone was found. You can type, or use the microphone on your keyboard.',
    failed: 'The microphone can’t be used now; another app may be using it. Try again in a while, or type.',
  },
};

export default words;
