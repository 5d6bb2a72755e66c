/** Signs to notice. For doctors in two grades, the weightier first. */
import { guide } from './words.ts';

type Grades = Partial<Record<'all' | 'suspicion' | 'consider', readonly string[]>>;

export function Signs({ of: grades }: { of: Grades }) {
  const t = guide();
  return (
    <section class="flow gap-s after noticed">
      <h2>{t.signs}</h2>
      <p class="hint">{t.pattern}</p>
      {grades.all && <List signs={grades.all} />}
      {grades.suspicion && <Grade title={t.content.grade.suspicion} signs={grades.suspicion} />}
      {grades.consider && <Grade title={t.content.grade.consider} signs={grades.consider} />}
      {!grades.all && <p class="hint">{t.graded(t.content.source.nice_cg89)}</p>}
    </section>
  );
}

function Grade({ title, signs }: { title: string; signs: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      <List signs={signs} />
    </>
  );
}

function List({ signs }: { signs: readonly string[] }) {
  return (
    <ul class="signs">
      {signs.map((sign) => (
        <li key={sign}>{sign}</li>
      ))}
    </ul>
  );
}
