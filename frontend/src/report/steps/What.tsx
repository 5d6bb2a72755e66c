/** What was seen or heard: a sentence is enough. The kind of worry may be left open. */
import { mic } from '../../parts/glyphs-form.tsx';
import { Field } from '../../parts/Field.tsx';
import { inOneLine } from '../../parts/Heading.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { answers, into, isChild, setAnswer } from '../answers.ts';
import { AttachSlot } from '../AttachSlot.tsx';
import { hasVoice, isRecording } from '../files.ts';
import { form } from '../words.ts';
import { finishStep } from './finish.ts';
import { Handed } from './Handed.tsx';
import { Step } from './Step.tsx';

const LONGEST = 20_000;

/** Whoever goes on while recording has finished speaking. */
async function proceed(): Promise<void> {
  if (isRecording.peek()) await (await import('../attach.ts')).stop();
  await finishStep('what');
}

export function What() {
  const t = form().what;
  const { what, files, concerns } = answers.value;
  const isSaid = what.trim() || hasVoice(files) || isRecording.value;
  const title = isChild() ? t.titleChild : t.title;
  return (
    <Step
      title={title}
      check={() => (isSaid ? [] : [{ field: 'what', message: t.missing }])}
      onContinue={proceed}
    >
      {(errorOf) => (
        <>
          <Handed />
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
          <AttachSlot files={files} onChange={(change) => setAnswer('files', change(answers.peek().files))} />
          <Pills
            type="checkbox"
            name="concern"
            class="field after"
            legend={
              <>
                {isChild() ? t.concernsChild : t.concerns} <span class="hint">{form().canSkip}</span>
              </>
            }
            options={Object.entries(isChild() ? t.concernChild : t.concern).map(([value, label]) => ({ value, label }))}
            values={concerns}
            onChange={into('concerns')}
          />
          {!isChild() && <p class="hint">{t.pattern}</p>}
        </>
      )}
    </Step>
  );
}
