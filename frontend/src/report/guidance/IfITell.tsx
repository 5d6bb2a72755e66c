/** What happens if I tell? In the words of a child of about ten, and for one. */
import { CallPair } from '../../parts/Calls.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { isChild } from '../answers.ts';
import { emergencyNumber } from '../deployment.ts';
import { goBack } from '../flow.ts';
import { startAsChild } from '../Start.tsx';
import { first } from '../words.ts';
import { guide } from './words.ts';

export function IfITell() {
  const t = guide();
  const { title, lead, answers, afraid } = t.content.child;
  return (
    <>
      <Heading phrases={title} />
      <p class="lead">{lead}</p>
      <section class="card flow gap-s">
        <h2>{afraid.name}</h2>
        <p>{afraid.text}</p>
        <CallPair numbers={{ police: emergencyNumber('police'), ambulance: emergencyNumber('ambulance') }} labels={first()} />
      </section>
      <dl class="told">
        {answers.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p class="go">
        <button type="button" class="btn main tall wide" onClick={() => void (isChild() ? goBack() : startAsChild())}>
          {t.child.go}
        </button>
      </p>
      <p class="hint">{t.child.goHint}</p>
    </>
  );
}
