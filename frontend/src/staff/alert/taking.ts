/** Taking an alert in hand, also where there is no network: the page presses again by itself, and says so until it is heard. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Acknowledgement, Saw } from '../../data/alerts.ts';
import { Unreachable } from '../../data/client.ts';
import { take } from '../state/ringing.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';

/** As long as a tap on the notification holds (docs/practice.md): after that nobody knows whether who pressed is still there. */
const FOR_MS = 5 * 60_000;
const EVERY_MS = 5_000;

/** `waiting`: it has not arrived, and is sent again. `lapsed`: it was not sent, and is not any more. `failed`: the server said no. */
export type Taking = 'idle' | 'waiting' | 'lapsed' | 'failed';

export interface Wanted {
  id: string;
  /** What was seen when the button was pressed; a later try sends the same. */
  saw?: Saw;
}

interface Heard {
  /** Whoever has it, which need not be me. `waited`: it did not arrive at once. */
  onAnswer(answer: Acknowledgement, waited: boolean): void;
  /** False for what is no news about the alert, but a failure. */
  onRefused(error: unknown): boolean;
}

export function useTaking({ onAnswer, onRefused }: Heard) {
  const [taking, setTaking] = useState<Taking>('idle');
  const tries = useRef<{ wanted: Wanted; until: number; sending: boolean } | null>(null);
  const isHere = useRef(true);
  const send = async () => {
    const mine = tries.current;
    if (!mine || mine.sending) return;
    const waited = taking === 'waiting';
    mine.sending = true;
    try {
      const answer = await take(mine.wanted.id, mine.wanted.saw);
      tries.current = null;
      if (isHere.current) onAnswer(answer, waited);
      else if (answer.by_me) say(words().alert.nowYours); // Whoever has gone on must know of what is theirs all the same.
    } catch (error) {
      mine.sending = false;
      if (tries.current !== mine) return;
      if (error instanceof Unreachable && Date.now() < mine.until) return setTaking('waiting');
      tries.current = null;
      if (error instanceof Unreachable) return setTaking('lapsed');
      setTaking(onRefused(error) ? 'idle' : 'failed');
    }
  };
  const isWaiting = taking === 'waiting';
  useEffect(() => {
    if (!isWaiting) return;
    const again = () => void send();
    const timer = setInterval(again, EVERY_MS);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [isWaiting]);
  useEffect(
    () => () => {
      isHere.current = false;
      tries.current = null;
    },
    [],
  );
  return {
    taking,
    /** Pressed by a person: also while it waits. */
    press: async (wanted: Wanted) => {
      if (tries.current) tries.current.until = Date.now() + FOR_MS;
      else tries.current = { wanted, until: Date.now() + FOR_MS, sending: false };
      if (!isWaiting) setTaking('idle');
      await send();
    },
    /** Send it no more. What is under way may still arrive, and is then told. */
    giveUp: () => {
      tries.current = null;
      setTaking('idle');
    },
  };
}
