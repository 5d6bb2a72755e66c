/** To other days, and onto paper. */
import { back, next } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { addressOf, DAYS_SHOWN, today, type Wanted } from './state.ts';
import { daysLater } from './week.ts';
import { dutyWords } from './words.ts';

export function Moves({ wanted }: { wanted: Wanted }) {
  const said = dutyWords();
  const step = (days: number) => addressOf({ ...wanted, from: daysLater(wanted.from, days) });
  return (
    <nav class="tools no-print" aria-label={said.moveLabel}>
      <a class="tool" href={step(-DAYS_SHOWN)}>
        <Icon of={back} />
        {said.earlier}
      </a>
      {wanted.from !== today() && (
        <a class="tool" href={addressOf({ ...wanted, from: today() })}>
          {said.fromToday}
        </a>
      )}
      <a class="tool" href={step(DAYS_SHOWN)}>
        {said.later}
        <Icon of={next} />
      </a>
      <button type="button" class="tool" onClick={() => print()}>
        {said.print}
      </button>
    </nav>
  );
}
