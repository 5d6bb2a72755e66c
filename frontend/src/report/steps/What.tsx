/** What was seen or heard: a sentence is enough. The kind of worry may be left open. */
import { mic } from '../../parts/glyphs-form.tsx';
import { Field } from '../../parts/Field.tsx';
import { inOneLine } from '../../parts/Heading.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { answers, into, isChild } from '../answers.ts';
import { form } from '../words.ts';
import { finishStep } from './finish.ts';
import { Step } from './Step.tsx';

const LONGEST = 20_000;

export function What() {
  const t = form().what;
  const { what, concerns } = answers.value;
  const title = isChild() ? t.titleChild : t.title;
  return (
    <Step
      title={title}
      check={() => (what.trim() ? [] : [{ field: 'what', message: t.missing }])}
      onContinue={() => finishStep('what')}
    >
      {(errorOf) => (
        <>
          <Field
            id="what"
            label={inOneLine(title)}
            labelHidden
            long
            maxLength={LONGEST}
            hint={isChild() ? t.hintChild : t.hint}
            error={errorOf('what') && t.missingHere}
            value={what}
            onInput={into('what')}
          />
          <p class="hint reassure touch">
            <Icon of={mic} />
            <span>{t.speak}</span>
          </p>
          <Pills
            type="checkbox"
            name="concern"
            class="field after"
            legend={
              <>
                {t.concerns} <span class="hint">{form().canSkip}</span>
              </>
            }
            options={Object.entries(t.concern).map(([value, label]) => ({ value, label }))}
            values={concerns}
            onChange={into('concerns')}
          />
          <p class="hint">{t.pattern}</p>
        </>
      )}
    </Step>
  );
}
