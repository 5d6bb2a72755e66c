/** What duty means for whoever is signed in: until when, what comes next, and going on or off. */
import { useEffect, useState } from 'preact/hooks';
import { check } from '../../parts/glyphs-form.tsx';
import { lampOff } from '../../parts/glyphs-staff.tsx';
import { lamp } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { learnLeft } from '../duty/leaving.ts';
import { Act } from '../parts/Act.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { DoneNote } from '../parts/DoneNote.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { restWords } from '../rest_words.ts';
import { shiftWords } from '../shift_words.ts';
import { goOff, goOn, heardMe, isLast, onDuty, watches } from '../state/duty.ts';
import { momentOf } from '../state/content.ts';
import { present } from '../state/now.ts';
import { search } from '../state/router.ts';
import { failureOf, me } from '../state/session.ts';
import { learnShifts, shifts } from '../state/shifts.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';

/** Where I would be on duty, when the page shows a team that is not mine; else "". */
function elsewhere(): string {
  const mine = new Map((me.value?.grants ?? []).map(({ team }) => [team.id, team.name]));
  const team = search.value.get('team');
  return team && !mine.has(team) ? [...mine.values()].join(words().and) : '';
}

/** What to think of before I go: until when nobody is on duty then. "" where somebody is. */
async function warningOf(): Promise<string> {
  const said = restWords().duty;
  const id = me.peek()?.id ?? '';
  const teams = (watches.peek() ?? []).filter((watch) => watch.on_duty.some((person) => person.id === id)).map(({ team }) => team.id);
  try {
    const left = await learnLeft(teams, id);
    const sentences = left.map(({ team, start, end }) => said.leaves(team, start > present() ? momentOf(start) : null, end === null ? null : momentOf(end)));
    return sentences.length ? [...sentences, said.lastHint].join(' ').replaceAll('。 ', '。') : '';
  } catch {
    return isLast() ? said.lastHint : ''; // Without the plan it is still known who is on now.
  }
}

function Switch({ onLeft }: { onLeft(isOff: boolean): void }) {
  const said = restWords().duty;
  const [leaving, setLeaving] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const attempt = async (act: () => Promise<void>, done?: () => string) => {
    setError(undefined);
    try {
      await act();
      await learnShifts();
      if (done) say(done());
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
    }
  };
  const goOnAgain = () => attempt(goOn, () => (heardMe() === true ? said.wentOn : said.wentOnUnheard)).then(() => onLeft(false));
  const leave = async () => {
    await attempt(goOff);
    if (!onDuty.peek()) onLeft(true);
  };
  const ask = async () => {
    const warning = await warningOf();
    return warning ? setLeaving(warning) : leave();
  };
  return (
    <div class="duty-me">
      {onDuty.value ? (
        <Act class="btn line" busy={said.goingOff} onAct={ask}>
          {said.off}
        </Act>
      ) : (
        <Act class="btn main" glyph={check} busy={said.goingOn} onAct={goOnAgain}>
          {elsewhere() ? said.onIn(elsewhere()) : said.on}
        </Act>
      )}
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      {leaving && (
        <ConfirmDialog title={said.lastTitle} hint={leaving} go={said.offAnyway} going={said.goingOff} stay={said.stay} onGo={leave} onClose={() => setLeaving(null)} />
      )}
    </div>
  );
}

/** Back on duty; a planned end that I left before is mine again. */
async function comeBack(): Promise<void> {
  await goOn();
  await learnShifts();
  say(restWords().duty.cameBack);
}

export function Mine() {
  const said = restWords().duty;
  const [hasLeft, setLeft] = useState(false);
  useEffect(() => void learnShifts(), []);
  const isOn = onDuty.value ?? false;
  const isInMany = new Set((me.value?.grants ?? []).map(({ team }) => team.id)).size > 1;
  const [first, next] = shifts.value ? shiftWords(shifts.value, isOn, isInMany) : [isOn ? said.isOn : said.isOff];
  return (
    <>
      <section class={isOn ? 'panel mine on' : 'panel mine'} aria-label={said.you}>
        <Icon of={isOn ? lamp : lampOff} />
        <div class="num">
          <h2>{first}</h2>
          {next && <p>{next}</p>}
        </div>
        <Switch onLeft={setLeft} />
      </section>
      <DoneNote done={hasLeft && !isOn ? { text: said.wentOff, undo: comeBack } : null} undo={said.undoOff} undoing={said.goingOn} failed={(failed) => failureWords(failureOf(failed))} />
    </>
  );
}
