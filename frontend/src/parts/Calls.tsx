/** Plain tel: links. They work before any script, without a network and whatever else fails. */
import { desk, medic, phone } from './glyphs.tsx';
import { type Glyph, Icon } from './Icon.tsx';

interface CallProps {
  number: string;
  label: string;
  glyph: Glyph;
  /** Filled: only where somebody is in danger now. */
  now?: boolean;
}

function Call({ number, label, glyph, now }: CallProps) {
  return (
    <a class={now ? 'call now' : 'call'} href={`tel:${number}`}>
      <Icon of={glyph} />
      <span>
        <b>{number}</b>
        <small>{label}</small>
      </span>
    </a>
  );
}

interface Numbers {
  police: string;
  ambulance: string;
}

export function CallPair({ numbers, labels, now }: { numbers: Numbers; labels: Numbers; now?: boolean }) {
  return (
    <div class="calls">
      <Call number={numbers.police} label={labels.police} glyph={phone} now={now === true} />
      <Call number={numbers.ambulance} label={labels.ambulance} glyph={medic} />
    </div>
  );
}

/** The bar that ends every page after the first. */
export function CallBar({ numbers, labels, question }: { numbers: Numbers & { helpline: string }; labels: Numbers; question: string }) {
  return (
    <div>
      <span>{question}</span>
      <a href={`tel:${numbers.police}`}>
        <Icon of={phone} />
        {numbers.police} <small>{labels.police}</small>
      </a>
      <a href={`tel:${numbers.ambulance}`}>
        <Icon of={medic} />
        {numbers.ambulance} <small>{labels.ambulance}</small>
      </a>
      <a class="w" href={`tel:${numbers.helpline}`}>
        <Icon of={desk} />
        {numbers.helpline}
      </a>
    </div>
  );
}
