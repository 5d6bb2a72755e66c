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

export function Call({ number, label, glyph, now }: CallProps) {
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

interface AllNumbers extends Numbers {
  helpline: string;
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
export function CallBar({ numbers, labels, question }: { numbers: AllNumbers; labels: AllNumbers; question: string }) {
  return (
    <div>
      <p>{question}</p>
      <BarCall number={numbers.police} label={labels.police} glyph={phone} />
      <BarCall number={numbers.ambulance} label={labels.ambulance} glyph={medic} />
      <BarCall number={numbers.helpline} label={labels.helpline} glyph={desk} calm />
    </div>
  );
}

/** `calm`: a number for advice, not for danger. */
function BarCall({ number, label, glyph, calm }: Omit<CallProps, 'now'> & { calm?: boolean }) {
  return (
    <a class={calm ? 'w' : undefined} href={`tel:${number}`}>
      <Icon of={glyph} />
      <span>
        <b>{number}</b>
        <small>{label}</small>
      </span>
    </a>
  );
}
