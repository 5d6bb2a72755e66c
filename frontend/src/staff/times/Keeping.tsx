/** What a supervisor takes along: the page on paper, or its figures for a spreadsheet. And how to read them. */
import type { ResponseTimes } from '../../data/statistics.ts';
import { save } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { csvName, csvOf } from './csv.ts';
import { timesWords } from './words.ts';

function saveCsv(found: ResponseTimes): void {
  const said = timesWords();
  const text = csvOf(found, {
    heads: said.csv,
    step: ({ step }) => said.step[step],
    priority: ({ priority }) => (priority === 'all' ? said.all : words().priority[priority]),
  });
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = csvName(found);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // Some browsers begin to read it only later.
  say(said.saved);
}

export function Keep({ found }: { found: ResponseTimes }) {
  const said = timesWords();
  return (
    <>
      <button type="button" class="tool" onClick={() => print()}>
        {said.print}
      </button>
      <button type="button" class="tool" onClick={() => saveCsv(found)}>
        <Icon of={save} />
        {said.save}
      </button>
    </>
  );
}

export function Legend() {
  const said = timesWords();
  return (
    <section class="legend">
      <h2>{said.legend}</h2>
      <dl>
        {said.legends.map(([name, meaning]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
