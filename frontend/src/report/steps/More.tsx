/** A few questions that tell how fast to come. All may be skipped: an open one never makes a report wait longer. */
import { useMemo } from 'preact/hooks';
import { Pills } from '../../parts/Pills.tsx';
import { answers, into, isChild, setAnswer, type Tri } from '../answers.ts';
import { MOST_FOR_A_CHILD, questionsFor } from '../questions.ts';
import { form } from '../words.ts';
import { finishStep } from './finish.ts';
import { Step } from './Step.tsx';

export function More() {
  const f = form();
  const t = f.more;
  const { concerns, about, answers: given } = answers.value;
  const asked = useMemo(() => (isChild() ? questionsFor(concerns).filter((code) => t.questionChild[code]).slice(0, MOST_FOR_A_CHILD) : questionsFor(concerns)), [concerns]);
  const options = [
    { value: 'yes', label: f.yes },
    { value: 'no', label: f.no },
    { value: 'unknown', label: f.unknown },
  ];
  return (
    <Step title={t.title} lead={t.lead} onContinue={() => finishStep('more')}>
      <div class="flow asked">
        {asked.map((code) => (
          <Pills
            key={code}
            type="radio"
            name={code}
            even
            legend={(isChild() && t.questionChild[code]) || t.question[code as keyof typeof t.question]}
            options={options}
            values={given[code] ? [given[code]] : []}
            onChange={([value]) => setAnswer('answers', { ...given, [code]: value as Tri })}
          />
        ))}
      </div>
      <Pills
        type="checkbox"
        name="about"
        class="field after"
        legend={
          <>
            {isChild() ? t.aboutChild : t.about}
            <span class="hint block">{t.aboutHint}</span>
          </>
        }
        options={Object.entries(t.person).map(([value, label]) => ({ value, label }))}
        values={about}
        onChange={into('about')}
      />
    </Step>
  );
}
