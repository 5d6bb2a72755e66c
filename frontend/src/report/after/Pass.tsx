/** The receipt: shown at once, even offline, to copy or to save. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { language } from '../../i18n/index.ts';
import { receiptGroups, writtenReceipt } from '../../lib/receipt.ts';
import { copy, save } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { QrCode } from '../../parts/QrCode.tsx';
import { receipt } from '../sending.ts';
import { after, first } from '../words.ts';

/** `children`: what is known of the report, e.g. its reference, above the buttons. */
export function Pass({ children }: { children?: ComponentChildren }) {
  const t = after().sent;
  const written = writtenReceipt(receipt.value);
  return (
    <section class="pass" aria-labelledby="receipt-title">
      <div class="pass-head">
        <h2 id="receipt-title">
          {t.receipt}
          <br />
          <small>{t.receiptHint}</small>
        </h2>
        <p class="code" id="receipt" translate={false}>
          {receiptGroups(receipt.value).map((group) => (
            <span key={group}>{group}</span>
          ))}
        </p>
        <QrCode text={written} label={t.qr} />
      </div>
      <div class="pass-body">
        {children}
        <Keeping written={written} />
      </div>
    </section>
  );
}

type Said = 'copied' | 'copyFailed' | 'saved' | '';

function Keeping({ written }: { written: string }) {
  const t = after().sent;
  const said = useSignal<Said>('');
  const isWarned = useSignal(false);
  const copyIt = async () => {
    said.value = await navigator.clipboard
      .writeText(written)
      .then(() => 'copied' as const)
      .catch(() => 'copyFailed' as const);
  };
  const saveIt = async () => {
    isWarned.value = false;
    const { keep, receiptPicture } = await import('../../lib/picture.ts');
    keep(await receiptPicture(receipt.value, { title: t.receipt, hint: t.receiptHint }), `${first().name}.png`);
    said.value = 'saved';
  };
  return (
    <>
      <div class="two" lang={language.value}>
        <button type="button" class="btn line" onClick={() => void copyIt()}>
          <Icon of={copy} />
          {t.copy}
        </button>
        <button type="button" class="btn line" aria-expanded={isWarned.value} onClick={() => void (isWarned.value = !isWarned.value)}>
          <Icon of={save} />
          {t.save}
        </button>
      </div>
      {isWarned.value && (
        <div class="warned flow gap-s">
          <p>{t.saveWarning}</p>
          <div class="two">
            <button type="button" class="btn line" onClick={() => void saveIt()}>
              {t.saveAnyway}
            </button>
            <button type="button" class="btn" onClick={() => void (isWarned.value = false)}>
              {t.cancel}
            </button>
          </div>
        </div>
      )}
      <p class={said.value ? 'hint' : 'vh'} role="status">
        {said.value && t[said.value]}
      </p>
    </>
  );
}
