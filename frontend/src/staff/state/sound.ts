/** A soft two-note chime, made on the spot: no sound file to fetch, and nothing that reads as a siren. */
import { signal } from '@preact/signals';
import type { Priority } from '../../data/practice.ts';

/** Browsers keep a page silent until somebody has touched it. */
export const canSound = signal(false);

let context: AudioContext | undefined;

const NOTES: Record<Priority, readonly number[]> = {
  P0: [880, 1174.7, 880, 1174.7],
  P1: [784, 1046.5],
  P2: [659.3, 880],
  P3: [587.3],
  P4: [],
};

function open(): AudioContext | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  if (!context) {
    const made = new AudioContext();
    made.addEventListener('statechange', () => void (canSound.value = made.state === 'running'));
    context = made;
  }
  return context;
}

/** Call from a tap or a key: the only moment in which a browser lets a page begin to sound. */
export async function letSound(): Promise<void> {
  const opened = open();
  if (opened?.state === 'suspended') await opened.resume().catch(() => undefined);
  canSound.value = opened?.state === 'running';
}

export function chime(urgency: Priority): void {
  const opened = open();
  canSound.value = opened?.state === 'running';
  if (opened?.state !== 'running') return;
  NOTES[urgency].forEach((pitch, index) => strike(opened, pitch, opened.currentTime + index * 0.28));
}

function strike(opened: AudioContext, pitch: number, at: number): void {
  const tone = opened.createOscillator();
  const loudness = opened.createGain();
  tone.type = 'triangle';
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.35, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.6);
  tone.connect(loudness).connect(opened.destination);
  tone.start(at);
  tone.stop(at + 0.65);
}

/** A finger counts when it is lifted, a mouse when it is pressed, and some browsers want the click itself. */
const TOUCHES = ['pointerdown', 'pointerup', 'keydown', 'click'] as const;

/** Any first touch or key will do; nobody has to look for a button. */
export function soundAfterFirstTouch(): void {
  const touched = async () => {
    await letSound();
    if (canSound.peek()) for (const kind of TOUCHES) removeEventListener(kind, touched);
  };
  for (const kind of TOUCHES) addEventListener(kind, touched);
}
