/** The first question. "Yes" alerts the duty worker at once, with nothing else filled in. */
import { useSignal } from '@preact/signals';
import { CallPair } from '../../parts/Calls.tsx';
import { Radios } from '../../parts/Choice.tsx';
import { inOneLine } from '../../parts/Heading.tsx';
import { language } from '../../i18n/index.ts';
import { answers, isChild, setAnswer, type Tri } from '../answers.ts';
import { entered } from '../entered.ts';
import { bodyOf } from '../body.ts';
import { emergencyNumber } from '../deployment.ts';
import { go, goOn, isUrgent } from '../flow.ts';
import { delivery, hasArrived } from '../sending.ts';
import { ownReceipt, sendReport } from '../submit.ts';
import { untouch } from '../unsent.ts';
import { first, form } from '../words.ts';
import { Handed } from './Handed.tsx';
import { Step } from './Step.tsx';

/** After this long without an answer the person must be told to phone, whatever the network may still do. */
const LONGEST_WAIT_MS = 8_000;

export function Danger() {
  const t = form().danger;
  const busy = useSignal(false);
  const { danger } = answers.value;
  const isYes = danger === 'yes';
  const options = [
    { value: 'yes', label: t.yes, hint: isChild() ? t.yesHintChild : t.yesHint },
    { value: 'no', label: t.no },
    { value: 'unknown', label: t.unknown },
  ];
  const proceed = async () => {
    if (!isYes) return goOn('danger');
    busy.value = true;
    await alertNow();
    busy.value = false;
  };
  const title = isChild() ? t.titleChild : t.title;
  return (
    <Step
      title={title}
      check={() => (danger ? [] : [{ field: 'danger', message: t.missing }])}
      onContinue={proceed}
      busy={busy.value}
      ownButton={isYes}
    >
      {(errorOf) => (
        <>
          <Handed />
          <Radios
            name="danger"
            legend={inOneLine(title)}
            legendHidden
            options={options}
            value={danger}
            error={errorOf('danger')}
            onPick={(value) => setAnswer('danger', value as Tri)}
            under={(value) => value === 'yes' && <CallNow busy={busy.value} />}
          />
          {isChild() && (
            <button type="button" class="textbtn" onClick={() => void go('if-i-tell')}>
              {t.ifITell}
            </button>
          )}
        </>
      )}
    </Step>
  );
}

function CallNow({ busy }: { busy: boolean }) {
  const t = form().danger;
  const text = emergencyNumber('police_text');
  return (
    <div class="card inset flow gap-s" role="group" aria-labelledby="callnow">
      <h2 id="callnow">{t.callTitle}</h2>
      <p>{t.callText}</p>
      <CallPair now numbers={{ police: emergencyNumber('police'), ambulance: emergencyNumber('ambulance') }} labels={first()} />
      <p class="hint">
        {t.silent} <a href={`sms:${text}`}>{text}</a>
        {t.silentHow}
      </p>
      <h3>{t.alertTitle}</h3>
      <p>{t.alertText}</p>
      <button type="submit" class="btn main tall wide" aria-disabled={busy ? 'true' : undefined}>
        {busy ? t.alerting : t.alert}
      </button>
    </div>
  );
}

/** Send the bare alert and show what became of it. */
async function alertNow(): Promise<void> {
  if (!isUrgent.peek()) {
    isUrgent.value = true;
    const sent = sendReport(bodyOf(answers.peek(), { receipt: ownReceipt(), language: language.peek(), entrance: entered.peek()?.code }, ['danger']));
    untouch(['danger']);
    await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
  }
  await go(hasArrived(delivery.peek()) ? 'alerted' : 'unsent', { fresh: true });
}
