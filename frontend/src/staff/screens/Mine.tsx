/** What duty means for whoever is signed in: until when, what comes next, and going on or off. */
import { useEffect, useState } from 'preact/hooks';
import { check } from '../../parts/glyphs-form.tsx';
import { lampOff } from '../../parts/glyphs-staff.tsx';
import { lamp } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { restWords } from '../rest_words.ts';
import { shiftWords } from '../shift_words.ts';
import { goOff, goOn, heardMe, isLast, onDuty } from '../state/duty.ts';
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

function Switch() {
  const said = restWords().duty;
  const [leaving, setLeaving] = useState(false);
  const [error, setError] = useState<string>();
  const attempt = async (act: () => Promise<void>, done: () => string) => {
    setError(undefined);
    try {
      await act();
      await learnShifts();
      say(done());
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
    }
  };
  const leave = () => attempt(goOff, () => said.wentOff);
  return (
    <div class="duty-me">
      {onDuty.value ? (
        <Act class="btn line" busy={said.goingOff} onAct={async () => (isLast() ? setLeaving(true) : leave())}>
          {said.off}
        </Act>
      ) : (
        <Act class="btn main" glyph={check} busy={said.goingOn} onAct={() => attempt(goOn, () => (heardMe() === true ? said.wentOn : said.wentOnUnheard))}>
          {elsewhere() ? said.onIn(elsewhere()) : said.on}
        </Act>
      )}
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      {leaving && (
        <ConfirmDialog title={said.lastTitle} hint={said.lastHint} go={said.offAnyway} going={said.goingOff} stay={said.stay} onGo={leave} onClose={() => setLeaving(false)} />
      )}
    </div>
  );
}

export function Mine() {
  const said = restWords().duty;
  useEffect(() => void learnShifts(), []);
  const isOn = onDuty.value ?? false;
  const isInMany = new Set((me.value?.grants ?? []).map(({ team }) => team.id)).size > 1;
  const [first, next] = shifts.value ? shiftWords(shifts.value, isOn, isInMany) : [isOn ? said.isOn : said.isOff];
  return (
    <section class={isOn ? 'panel mine on' : 'panel mine'} aria-label={said.you}>
      <Icon of={isOn ? lamp : lampOff} />
      <div class="num">
        <h2>{first}</h2>
        {next && <p>{next}</p>}
      </div>
      <Switch />
    </section>
  );
}
