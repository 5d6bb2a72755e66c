/** One address: how it does, the code that proves it, and a try. */
import { useState } from 'preact/hooks';
import { type Address, sendCode, testAddress, verifyAddress } from '../../data/addresses.ts';
import { Field } from '../../parts/Field.tsx';
import { help } from '../../parts/glyphs-form.tsx';
import { bellOff, hear } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { useAttempt } from '../duty/attempt.ts';
import { faultAt } from '../duty/faults.ts';
import { Act } from '../parts/Act.tsx';
import { momentOf } from '../state/content.ts';
import { now } from '../state/now.ts';
import { asked } from '../state/session.ts';
import { addresses, done, faultsOf, firstFault, learnAddresses } from './state.ts';
import { type AddressState, type Outcome, stateOf, waitForOutcome } from './testing.ts';
import { toldWords } from './words.ts';

function StateOf({ item, state }: { item: Address; state: AddressState }) {
  const said = toldWords().state;
  const text = state === 'failing' ? said.failing(momentOf(item.failing_since ?? item.failed_at ?? item.created_at)) : said[state];
  const look = state === 'working' ? 'state ok' : state === 'failing' || state === 'gone' ? 'state no wrap-words' : 'state old';
  return (
    <span class={look}>
      <Icon of={state === 'working' ? hear : state === 'failing' || state === 'gone' ? bellOff : help} />
      {text}
    </span>
  );
}

function CodeForm({ item }: { item: Address }) {
  const said = toldWords();
  const [code, type] = useState('');
  const of = useAttempt(faultsOf);
  const isOpen = item.code_until !== null && Date.parse(item.code_until) > now.value;
  const verify = () =>
    of.attempt(/^\d{6}$/.test(code.trim()) ? {} : { '/code': said.fault['invalid'] ?? '' }, async () => {
      await asked(verifyAddress(item.id, code.trim()));
      done.value = { text: said.verified(item.label) };
      await learnAddresses();
    });
  const again = () =>
    of.attempt({}, async () => {
      await asked(sendCode(item.id));
      done.value = { text: said.againDone };
      await learnAddresses();
    });
  const submit = (event: Event) => {
    event.preventDefault();
    void verify();
  };
  return (
    <form class="code-form" noValidate ref={of.form} onSubmit={submit}>
      {isOpen ? (
        <Field id={`code-${item.id}`} label={said.code} hint={said.codeUntil(momentOf(item.code_until ?? ''))} inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onInput={type} error={faultAt(of.faults, '/code')} />
      ) : (
        <p>{said.codeOver}</p>
      )}
      {of.faults[''] && (
        <p class="wrong" role="alert">
          {of.faults['']}
        </p>
      )}
      <div class="tools after-s">
        {isOpen && (
          <button type="submit" class="btn main" aria-disabled={of.working}>
            {of.working ? said.verifying : said.verify}
          </button>
        )}
        <Act class={isOpen ? 'tool' : 'btn main'} busy={said.againGoing} onAct={again}>
          {said.again}
        </Act>
      </div>
    </form>
  );
}

function Tried({ outcome }: { outcome: Outcome | 'waiting' | null }) {
  const said = toldWords();
  if (!outcome) return null;
  if (outcome === 'waiting') return <p class="dim">{said.waiting}</p>;
  if (outcome.is === 'sent') return <p class="state ok wrap-words">{said.sent(outcome.seconds)}</p>;
  return <p class="state no wrap-words">{outcome.is === 'failed' ? said.failed : said.noOutcome}</p>;
}

function Try({ item }: { item: Address }) {
  const said = toldWords();
  const [outcome, setOutcome] = useState<Outcome | 'waiting' | null>(null);
  const [wrong, setWrong] = useState<string>();
  const act = async () => {
    setWrong(undefined);
    setOutcome(null);
    try {
      const queued = await asked(testAddress(item.id));
      setOutcome('waiting');
      const look = async () => {
        await learnAddresses();
        return addresses.peek()?.items.find(({ id }) => id === item.id);
      };
      setOutcome(await waitForOutcome(queued, look));
    } catch (error) {
      setOutcome(null);
      setWrong(firstFault(error));
    }
  };
  return (
    <>
      <Act class="tool" busy={said.testing} onAct={act}>
        {said.test}
        <span class="vh"> {item.label}</span>
      </Act>
      <output class="block tried">
        <Tried outcome={outcome} />
        {wrong && <p class="wrong">{wrong}</p>}
      </output>
    </>
  );
}

export function AddressRow({ item, channels, onRemove }: { item: Address; channels: readonly string[]; onRemove(): void }) {
  const said = toldWords();
  const state = stateOf(item, channels);
  return (
    <li>
      <div class="address-head">
        <span>
          <b>{said.channel(item.channel)}</b> <span class="num">{item.label}</span>
          {item.verified && item.sent_at && <small class="dim num">{said.lastSent(momentOf(item.sent_at))}</small>}
        </span>
        <StateOf item={item} state={state} />
      </div>
      {state === 'gone' && <p class="dim">{said.goneHint}</p>}
      {state === 'unverified' && <CodeForm item={item} />}
      <div class="tools address-acts">
        {item.verified && state !== 'gone' && <Try item={item} />}
        <button type="button" class="textbtn" onClick={onRemove}>
          {said.remove}
          <span class="vh"> {item.label}</span>
        </button>
      </div>
    </li>
  );
}
