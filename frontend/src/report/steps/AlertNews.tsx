/** Tells, on the pages after an alert, what became of the alert and of the page just written. */
import { check, info, late } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { inOneLine } from '../../parts/Heading.tsx';
import { additions, delivery } from '../sending.ts';
import { after } from '../words.ts';

export function AlertNews() {
  const t = after();
  const alert = delivery.value.state;
  if (alert !== 'arrived' && alert !== 'kept') {
    return (
      <Banner glyph={late} tone="bad" role="alert" title={inOneLine(t.unsent.title)}>
        <p>{t.unsent.retrying}</p>
      </Banner>
    );
  }
  const { state } = additions.value;
  if (state === 'arrived' || state === 'kept') {
    return (
      <Banner glyph={check} tone="good" role="status">
        <p>{t.alerted.added}</p>
      </Banner>
    );
  }
  const text = { none: t.alerted.moreHint, sending: t.alerted.adding, waiting: t.alerted.addWaiting, refused: t.alerted.addWaiting }[state];
  return (
    <Banner glyph={info} tone="quiet" role="status">
      <p>{text}</p>
    </Banner>
  );
}
