/** What became of the report, and its receipt in groups, large enough to be read aloud. It is shown and never kept. */
import { receiptGroups } from '../../lib/receipt.ts';
import { Banner } from '../../parts/Banner.tsx';
import { check, late } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { momentOf } from '../state/content.ts';
import { added, flush, isAdding, receipt, told } from './state.ts';
import { hotlineWords } from './words.ts';

export function Receipt({ wasDanger, onNext }: { wasDanger: boolean; onNext(): void }) {
  const t = hotlineWords();
  const now = told.value;
  if (!now) return null;
  return (
    <section class="pass call-pass" aria-labelledby="call-receipt">
      <div class="pass-head">
        <h2 id="call-receipt" tabIndex={-1}>
          {t.receipt}
          <br />
          <small>{t.read}</small>
        </h2>
        <p class="code" id="receipt" translate={false}>
          {receiptGroups(receipt.value).map((group) => (
            <span key={group}>{group}</span>
          ))}
        </p>
      </div>
      <div class="pass-body flow">
        {now.state === 'waiting' ? (
          <Banner glyph={late} tone="bad" role="alert" title={wasDanger ? t.waitingDanger : t.waitingTitle}>
            <p>{t.waitingHint}</p>
            <p>
              <button type="button" class="btn line" onClick={() => void flush()}>
                {t.tryNow}
              </button>
            </p>
          </Banner>
        ) : (
          <p role="status" class="call-state">
            {now.state === 'arrived' && <Icon of={check} />}
            <span>
              {now.state === 'arrived' ? t.arrived(now.reference) : t.sending}
              {now.state === 'arrived' && now.expected.opened_by && <small>{t.by(momentOf(now.expected.opened_by))}</small>}
            </span>
          </p>
        )}
        <p role="status" class={isAdding.value || added.value ? 'hint' : 'vh'}>
          {isAdding.value ? t.adding : added.value ? t.added(added.value) : ''}
        </p>
        <p class="hint">{t.readAgain}</p>
        <p class="address" translate={false}>
          {t.follow(`${location.origin}/r`)}
        </p>
        <p>
          <button type="button" class="btn main wide" onClick={onNext}>
            {t.next}
            <kbd>Alt N</kbd>
          </button>
        </p>
      </div>
    </section>
  );
}
