/** How to find the child: any one way is enough, and not knowing is an answer. */
import { parentsOf } from '../../data/places.ts';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { check, pin as pinGlyph } from '../../parts/glyphs-form.tsx';
import { Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { PlaceSearch } from '../../parts/PlaceSearch.tsx';
import { answers, into, isChild, setAnswer } from '../answers.ts';
import { canFindChild } from '../body.ts';
import { form } from '../words.ts';
import { finishStep } from './finish.ts';
import { OtherWays } from './OtherWays.tsx';
import { PlaceStepwise } from './PlaceStepwise.tsx';
import { Step } from './Step.tsx';

export function PlaceStep() {
  const t = form().place;
  const given = answers.value;
  const isStepwise = useSignal(false);
  /** A place that the list does not know is said in the person's own words: nothing typed is dropped, nor by going elsewhere. */
  const typed = useSignal('');
  const take = () => {
    const { place, detail } = answers.peek();
    const words = typed.peek().trim();
    typed.value = '';
    if (!place && words) setAnswer('detail', `${words} ${detail}`.trim());
  };
  useEffect(() => take, []);
  const faults = () => (canFindChild(given) || typed.value.trim() ? [] : [{ field: isStepwise.value ? 'level-0' : 'q', message: t.missing }]);
  const goOn = () => {
    take();
    return finishStep('place');
  };
  return (
    <Step title={isChild() ? t.titleChild : t.title} lead={t.lead} check={faults} onContinue={goOn}>
      {(errorOf) => (
        <>
          {given.place && !isStepwise.value ? <Chosen /> : <Look isStepwise={isStepwise} typed={typed} wrong={errorOf('q') !== undefined} />}
          <Field
            id="detail"
            label={
              <>
                {given.place ? t.detail : t.detailAlone} <span class="hint">{form().canSkip}</span>
              </>
            }
            hint={given.place ? t.detailHint : t.detailAloneHint}
            value={given.detail}
            maxLength={given.place ? 500 : 299}
            onInput={into('detail')}
          />
          <OtherWays />
          <TheChild />
        </>
      )}
    </Step>
  );
}

function Look({ isStepwise, typed, wrong }: { isStepwise: Signal<boolean>; typed: Signal<string>; wrong: boolean }) {
  const t = form().place;
  const failed = useSignal(false);
  const onFailed = () => void (failed.value = true);
  return (
    <>
      {isStepwise.value ? (
        <PlaceStepwise onPick={into('place')} onFailed={onFailed} />
      ) : (
        <PlaceSearch words={t} typed={typed.value} onType={(text) => void (typed.value = text)} onPick={into('place')} onFailed={onFailed} wrong={wrong} />
      )}
      {failed.value && (
        <p class="hint" role="status">
          {t.offline}
        </p>
      )}
      {!isStepwise.value && (
        <button type="button" class="tool" onClick={() => void (isStepwise.value = true)}>
          <Icon of={pinGlyph} />
          {t.stepwise}
        </button>
      )}
    </>
  );
}

function Chosen() {
  const t = form().place;
  const { place } = answers.value;
  return (
    <div class="banner chosen" role="group" aria-label={t.chosen}>
      <Icon of={check} />
      <p>
        <b>{place?.name}</b> <small class="dim">{place && parentsOf(place)}</small>
      </p>
      <button type="button" class="textbtn" onClick={() => setAnswer('place', undefined)}>
        {t.other}
      </button>
    </div>
  );
}

function TheChild() {
  const t = form().place;
  const { childName, childAge, childSex } = answers.value;
  return (
    <section class="flow after" aria-labelledby="the-child">
      <h2 id="the-child">
        {isChild() ? t.childSelf : t.child} <span class="hint">{form().canSkip}</span>
      </h2>
      <div class="pair">
        <Field id="child-name" label={isChild() ? t.nameSelf : t.childName} value={childName} maxLength={80} onInput={into('childName')} />
        <Field id="age" label={t.childAge} value={childAge} maxLength={100} onInput={into('childAge')} />
      </div>
      <Pills
        type="radio"
        name="sex"
        even
        legend={t.sex}
        options={Object.entries(t.sexes).map(([value, label]) => ({ value, label }))}
        values={childSex ? [childSex] : []}
        onChange={([value]) => setAnswer('childSex', value as 'f' | 'm' | 'unknown')}
      />
    </section>
  );
}
