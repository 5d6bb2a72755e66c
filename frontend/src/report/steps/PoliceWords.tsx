/** What the law asks of the reporter, and the call that goes with it. */
import type { PoliceAnswer } from '../../i18n/practice/police_reports.ts';
import { Banner } from '../../parts/Banner.tsx';
import { Call } from '../../parts/Calls.tsx';
import { info } from '../../parts/glyphs-form.tsx';
import { phone } from '../../parts/glyphs.tsx';
import { Phrases } from '../../parts/Heading.tsx';
import { emergencyNumber } from '../deployment.ts';
import { isForPolice, isMust } from '../police.ts';
import { first, form } from '../words.ts';

interface PoliceWordsProps {
  answer: PoliceAnswer;
  /** A button to phone the police beneath, where it is worth a call. */
  withCall?: boolean;
  /** The report has been sent here; this is what remains to be done. */
  isSent?: boolean;
}

export function PoliceWords({ answer, withCall, isSent }: PoliceWordsProps) {
  const { title, also, text, laws } = form().police.answer[answer];
  const tone = isMust(answer) ? {} : { tone: 'quiet' as const };
  return (
    <>
      <Banner glyph={info} {...tone} role="status" title={<Phrases of={isSent ? also : title} />}>
        <p>{text}</p>
        {laws.map((law) => (
          <p key={law} class="law">
            {law}
          </p>
        ))}
      </Banner>
      {withCall && isForPolice(answer) && <Call number={emergencyNumber('police')} label={first().police} glyph={phone} />}
    </>
  );
}
