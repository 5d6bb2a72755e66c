/** What a caller may say, in the order in which it matters. */
import { useState } from 'preact/hooks';
import { inLanguage } from '../../i18n/index.ts';
import { Field } from '../../parts/Field.tsx';
import { PlaceSearch } from '../../parts/PlaceSearch.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { config, practice } from '../state/content.ts';
import type { Tri } from './call.ts';
import { Keyed } from './Keyed.tsx';
import { call, faults, set } from './state.ts';
import { hotlineWords } from './words.ts';

export const triOptions = () => Object.entries(hotlineWords().tri).map(([value, label]) => ({ value, label }));

const wrongAt = (field: 'began' | 'danger' | 'what' | 'place' | 'name') => {
  const found = faults.value[field];
  return found && hotlineWords().missing[found];
};

export function Began() {
  const t = hotlineWords();
  return <Field id={t.at.began} type="datetime-local" label={t.began} hint={t.beganHint} value={call.value.began} onInput={(value) => set('began', value)} error={wrongAt('began')} />;
}

export function Danger() {
  const t = hotlineWords();
  const wrong = wrongAt('danger');
  return (
    <div class="panel">
      {wrong && <p class="wrong">{wrong}</p>}
      <Keyed id={t.at.danger} legend={t.danger} options={triOptions()} value={call.value.danger} onPick={(value) => set('danger', value as Tri)} />
    </div>
  );
}

export function What({ label, hint }: { label: string; hint: string }) {
  return (
    <div class="panel">
      <Field id={hotlineWords().at.what} long label={label} hint={hint} value={call.value.what} onInput={(value) => set('what', value)} error={wrongAt('what')} maxLength={20_000} />
    </div>
  );
}

export function Where() {
  const t = hotlineWords();
  const [failed, setFailed] = useState(false);
  const { place, sought, detail, school, placeUnknown } = call.value;
  const wrong = wrongAt('place');
  return (
    <section class="panel flow" aria-labelledby="call-where">
      <h2 id="call-where">{t.where}</h2>
      {wrong && <p class="wrong">{wrong}</p>}
      <PlaceSearch
        key={place?.code ?? ''}
        words={t.place}
        typed={sought}
        onType={(text) => set('sought', text)}
        wrong={Boolean(wrong)}
        onPick={(found) => {
          set('place', found);
          requestAnimationFrame(() => document.getElementById('call-detail')?.focus());
        }}
        onFailed={() => setFailed(true)}
      />
      <p role="status" class={place ? 'picked' : 'vh'}>
        {place && t.placeChosen(place.path_name)}
      </p>
      {place && (
        <button
          type="button"
          class="textbtn"
          onClick={() => {
            set('place', null);
            requestAnimationFrame(() => document.getElementById('q')?.focus());
          }}
        >
          {t.placeClear}
        </button>
      )}
      {failed && <p class="hint">{t.placeFailed}</p>}
      <Field id="call-detail" label={t.detail} hint={t.detailHint} value={detail} onInput={(value) => set('detail', value)} maxLength={500} />
      <Field id="call-school" label={t.school} value={school} onInput={(value) => set('school', value)} maxLength={200} />
      <label class="tick">
        <input type="checkbox" checked={placeUnknown} onChange={(event) => set('placeUnknown', event.currentTarget.checked)} />
        <span>{t.placeUnknown}</span>
      </label>
    </section>
  );
}

export function Child() {
  const t = hotlineWords();
  const { childName, childAge } = call.value;
  return (
    <section class="panel flow" aria-labelledby="call-child">
      <h2 id="call-child">
        {t.child} <span class="hint">{t.skip}</span>
      </h2>
      <div class="abreast">
        <Field id="call-child-name" label={t.childName} value={childName} onInput={(value) => set('childName', value)} maxLength={80} />
        <Field id="call-child-age" label={t.childAge} value={childAge} onInput={(value) => set('childAge', value)} maxLength={100} />
      </div>
    </section>
  );
}

export function Caller() {
  const t = hotlineWords();
  const { role, mode, name, phone, safe, when } = call.value;
  const offered = config.value?.reporter_modes ?? ['anonymous', 'confidential', 'identified'];
  const roles = practice.value?.roles ?? [];
  const options = roles.map((each) => ({ value: each.code, label: inLanguage(each.label) }));
  return (
    <section class="panel flow" aria-labelledby="call-caller">
      <h2 id="call-caller">{t.caller}</h2>
      <SelectField id="call-role" label={t.role} value={role} options={options} onPick={(value) => set('role', value)} />
      <Keyed id="call-mode" legend={t.mode} options={offered.map((value) => ({ value, label: t.modes[value] }))} value={mode} onPick={(value) => set('mode', value as typeof mode)} />
      <p class="hint">{t.modesHint}</p>
      {mode !== 'anonymous' && (
        <>
          <div class="abreast">
            <Field id={t.at.name} label={t.name} value={name} onInput={(value) => set('name', value)} error={wrongAt('name')} maxLength={80} />
            <Field id="call-phone" type="tel" label={t.phone} value={phone} onInput={(value) => set('phone', value)} maxLength={40} />
          </div>
          {phone.trim() && (
            <>
              <Keyed id="call-safe" legend={t.safe} options={triOptions()} value={safe} onPick={(value) => set('safe', value as Tri)} />
              <Field id="call-when" label={t.when} value={when} onInput={(value) => set('when', value)} maxLength={200} />
            </>
          )}
        </>
      )}
    </section>
  );
}

const terms = (of: 'concerns' | 'about') => (practice.value?.[of] ?? []).map(({ code, label }) => ({ value: code, label: inLanguage(label) }));

export function More() {
  const t = hotlineWords();
  const { concerns, about } = call.value;
  return (
    <section class="panel flow" aria-labelledby="call-more">
      <h2 id="call-more">
        {t.more} <span class="hint">{t.skip}</span>
      </h2>
      <Pills type="checkbox" name="call-concerns" legend={t.concerns} options={terms('concerns')} values={concerns} onChange={(values) => set('concerns', values)} />
      <Pills type="checkbox" name="call-about" legend={t.about} options={terms('about')} values={about} onChange={(values) => set('about', values)} />
      <p class="hint">{t.aboutHint}</p>
    </section>
  );
}
