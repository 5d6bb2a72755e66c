/** Records a voice with the phone's microphone, which is asked for on a tap and let go as soon as it is not needed. */
import { signal } from '@preact/signals';
import { isRecording, type Picked } from '../files.ts';

/** Five minutes are about a megabyte. */
export const LONGEST_SECONDS = 300;
/** Enough for speech. */
const BITS_PER_SECOND = 32_000;
/** The server takes all three; each browser makes at least one. */
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export type Recording =
  | { state: 'idle' }
  | { state: 'asking' }
  | { state: 'on' | 'paused'; seconds: number }
  | { state: 'denied' | 'none' | 'failed' };

export const recording = signal<Recording>({ state: 'idle' });
export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined;

let recorder: MediaRecorder | undefined;
let ended: Promise<Picked | undefined> | undefined;

/** Ask for the microphone and begin; `onEnd` gets the note however it ends: by a tap, by its length, by a call that comes in. */
export async function begin(onEnd: (note: Picked) => void): Promise<void> {
  if (recorder || recording.peek().state === 'asking') return;
  recording.value = { state: 'asking' };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (recording.peek().state === 'asking') record(stream, onEnd);
    else for (const track of stream.getTracks()) track.stop(); // The page was left while the browser asked.
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    recording.value = { state: name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : name === 'NotFoundError' ? 'none' : 'failed' };
  }
}

function record(stream: MediaStream, onEnd: (note: Picked) => void): void {
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const mine = new MediaRecorder(stream, { audioBitsPerSecond: BITS_PER_SECOND, ...(mimeType ? { mimeType } : {}) });
  const pieces: Blob[] = [];
  let seconds = 0;
  const timer = setInterval(() => {
    if (mine.state !== 'recording') return;
    seconds += 1;
    recording.value = { state: 'on', seconds };
    if (seconds >= LONGEST_SECONDS) mine.stop();
  }, 1000);
  mine.addEventListener('dataavailable', ({ data }) => data.size && pieces.push(data));
  ended = new Promise((resolve) => {
    mine.addEventListener('stop', () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      recorder = undefined;
      isRecording.value = false;
      recording.value = { state: 'idle' };
      const note = noteOf(new Blob(pieces, { type: mine.mimeType }), seconds);
      if (note) onEnd(note);
      resolve(note);
    });
  });
  recorder = mine;
  isRecording.value = true;
  recording.value = { state: 'on', seconds };
  mine.start(1000);
}

function noteOf(blob: Blob, seconds: number): Picked | undefined {
  const id = `voice-${performance.now()}`;
  return blob.size > 0 ? { id, mark: id, kind: 'voice', blob, seconds: Math.max(1, seconds) } : undefined;
}

export function pauseOrGoOn(): void {
  const { value } = recording;
  if (value.state !== 'on' && value.state !== 'paused') return;
  if (value.state === 'on') recorder?.pause();
  else recorder?.resume();
  recording.value = { state: value.state === 'on' ? 'paused' : 'on', seconds: value.seconds };
}

/** The page with the buttons goes: nothing may listen on unseen. What was said is kept. */
export function letGo(): void {
  if (recording.peek().state !== 'on' && recording.peek().state !== 'paused') recording.value = { state: 'idle' };
  void stop();
}

/** Stop; resolves when the note is where it belongs. */
export async function stop(): Promise<void> {
  if (!recorder || !ended) return;
  recorder.stop();
  await ended;
}
