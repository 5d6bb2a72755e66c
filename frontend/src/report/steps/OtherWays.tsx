/** The other ways to a child: school, phone, where I stand, or an honest "I don't know". */
import { useSignal } from '@preact/signals';
import { help, pin as pinGlyph, school as schoolGlyph } from '../../parts/glyphs-form.tsx';
import { phone as phoneGlyph } from '../../parts/glyphs.tsx';
import { Field } from '../../parts/Field.tsx';
import { type Glyph, Icon } from '../../parts/Icon.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { roughPosition } from '../../lib/position.ts';
import { answers, into, isChild, type Pin, setAnswer } from '../answers.ts';
import { form } from '../words.ts';

type Way = 'school' | 'phone' | 'pin';

export function OtherWays() {
  const t = form().place;
  const { school, homePhone, pin, placeUnknown } = answers.value;
  const opened = useSignal<ReadonlySet<Way>>(
    new Set<Way>([...(school ? (['school'] as const) : []), ...(homePhone ? (['phone'] as const) : []), ...(pin ? (['pin'] as const) : [])]),
  );
  const open = (way: Way) => {
    opened.value = new Set([...opened.value, way]);
    requestAnimationFrame(() => document.getElementById(way)?.focus());
  };
  return (
    <>
      <p class="or">{t.or}</p>
      <div class="tools even">
        <Tool glyph={schoolGlyph} name={t.school} isOn={opened.value.has('school')} act={() => open('school')} />
        {!isChild() && <Tool glyph={phoneGlyph} name={t.phone} isOn={opened.value.has('phone')} act={() => open('phone')} />}
        <Tool glyph={pinGlyph} name={t.pin} isOn={opened.value.has('pin')} act={() => open('pin')} />
        <Tool glyph={help} name={t.dontKnow} isOn={placeUnknown} act={() => setAnswer('placeUnknown', !placeUnknown)} />
      </div>
      {opened.value.has('school') && <Field id="school" label={t.schoolName} value={school} maxLength={200} onInput={into('school')} />}
      {opened.value.has('phone') && (
        <Field id="phone" label={t.phoneNumber} type="tel" inputMode="tel" value={homePhone} maxLength={40} onInput={into('homePhone')} />
      )}
      {opened.value.has('pin') && <Here />}
      {placeUnknown && (
        <p class="hint" role="status">
          {t.dontKnowText}
        </p>
      )}
    </>
  );
}

function Tool({ glyph, name, isOn, act }: { glyph: Glyph; name: string; isOn: boolean; act(): void }) {
  return (
    <button type="button" class="tool" aria-pressed={isOn} onClick={act}>
      <Icon of={glyph} />
      {name}
    </button>
  );
}

/** Asks for the position when it appears, which is after a tap. */
function Here() {
  const t = form().place;
  const { pin } = answers.value;
  const state = useSignal<'idle' | 'busy' | 'failed'>('idle');
  const find = async () => {
    state.value = 'busy';
    try {
      const found = await roughPosition();
      setAnswer('pin', { ...found, of: isChild() ? 'child' : 'reporter' });
      state.value = 'idle';
    } catch {
      state.value = 'failed';
    }
  };
  if (!pin && state.value === 'idle') void find();
  const text = state.value === 'busy' ? t.pinBusy : state.value === 'failed' ? t.pinFailed : pin && t.pinDone(pin.accuracy_m);
  const ask = (current: Pin) => (
    <Pills
      type="radio"
      name="pinOf"
      legend={t.pinWho}
      options={[
        { value: 'child', label: t.pinChild },
        { value: 'reporter', label: t.pinReporter },
      ]}
      values={[current.of]}
      onChange={([of]) => setAnswer('pin', { ...current, of: of as Pin['of'] })}
    />
  );
  return (
    <div class="flow gap-s">
      <p class="hint" role="status">
        {text}
      </p>
      {pin && !isChild() && ask(pin)}
    </div>
  );
}
