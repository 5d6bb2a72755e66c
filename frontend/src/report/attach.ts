/** Photos, voice notes and files, in one part of the build: to add them, and to send them. Fetched while a question is read. */
export { AttachBox } from './attach/AttachBox.tsx';
export { stop } from './attach/recorder.ts';
export { dropHeld, putAway, sendFiles, takeBack } from './attach/sending.ts';
export { takeShared } from './attach/shared.ts';
export { attach } from './attach/words.ts';
