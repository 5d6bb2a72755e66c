/** A few words to the person on duty: sealed on the phone, sent now or when there is a network, once. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { check, clock } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { Field } from '../../parts/Field.tsx';
import { messages } from '../sending.ts';
import { sendMessage } from '../submit.ts';
import { MESSAGE, touch, untouch } from '../unsent.ts';
import { pages } from '../words.ts';
import { hasChosen, sendChosen } from './AddFiles.tsx';

/** Words begun and not sent, by receipt: whoever goes back and returns finds them, as long as this page is open. */
const begun = new Map<string, string>();

export function Write({ receipt, onWritten }: { receipt: string; onWritten(): void }) {
  const t = pages().followUp;
  const text = useSignal(begun.get(receipt) ?? '');
  const fault = useSignal<string | undefined>(undefined);
  const { state } = messages.value;
  const write = (typed: string) => {
    text.value = typed;
    if (typed.trim()) fault.value = undefined;
    if (typed) begun.set(receipt, typed);
    else begun.delete(receipt);
    if (begun.size) touch(MESSAGE);
    else untouch([MESSAGE]);
  };
  useSignalEffect(() => {
    if (messages.value.state === 'arrived') onWritten();
  });
  const send = (event: Event) => {
    event.preventDefault();
    if (state === 'sending') return;
    // One "Send" sends all that stands on this page.
    void sendChosen(receipt);
    if (!text.value.trim() && hasChosen(receipt)) return;
    fault.value = text.value.trim() ? undefined : t.missingText;
    if (fault.value) return document.getElementById(MESSAGE)?.focus();
    void sendMessage(receipt, text.value.trim());
    write('');
  };
  return (
    <form class="flow gap-s reply" noValidate autocomplete="off" onSubmit={send}>
      <Field id={MESSAGE} label={t.write} hint={t.writeHint} long maxLength={20_000} value={text.value} error={fault.value} onInput={write} />
      {(state === 'arrived' || state === 'kept') && (
        <Banner glyph={check} tone="good" role="status">
          <p>{t.written}</p>
        </Banner>
      )}
      {(state === 'waiting' || state === 'refused') && (
        <Banner glyph={clock} role="status">
          <p>{t.writeWaiting}</p>
        </Banner>
      )}
      <p>
        <button type="submit" class="btn main wide" aria-disabled={state === 'sending' ? 'true' : undefined}>
          {state === 'sending' ? t.sending : t.send}
        </button>
      </p>
    </form>
  );
}
