/** Quiet hours: what they are in a sentence, what still rings, and the form. */
import { useState } from 'preact/hooks';
import type { Habits, QuietHours } from '../../data/hearing.ts';
import { Field } from '../../parts/Field.tsx';
import { ActForm } from '../duty/ActForm.tsx';
import { useAttempt } from '../duty/attempt.ts';
import { faultAt, type Faults } from '../duty/faults.ts';
import { Act } from '../parts/Act.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Panel } from '../parts/Panels.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { Toggles } from '../parts/Toggles.tsx';
import { momentOf, zone as houseZone } from '../state/content.ts';
import { zoneName, zoneNames } from '../zone_name.ts';
import { asBody, endsAt, isOvernight, LONGEST_QUIET, minutesBetween } from './plan.ts';
import { faultsOf, firstFault, habits, keep } from './state.ts';
import { toldWords } from './words.ts';

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** The house's, this device's and the one that is set: nobody needs more. */
function zonesFor(set: string | undefined): string[] {
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([houseZone(), mine, set].filter((zone): zone is string => Boolean(zone)))];
}

interface Typed {
  days: string[];
  from: string;
  until: string;
  zone: string;
}

function typedFrom(quiet: Habits['quiet_hours']): Typed {
  if (!quiet) return { days: WEEK.map(String), from: '22:00', until: '06:00', zone: houseZone() };
  return { days: quiet.weekdays.map(String), from: quiet.begins, until: endsAt(quiet.begins, quiet.minutes), zone: quiet.zone };
}

function lengthFault(minutes: number): string {
  const said = toldWords();
  if (Number.isNaN(minutes)) return said.needTime;
  if (minutes === 0) return said.sameTime;
  return minutes > LONGEST_QUIET ? said.tooLong(minutes) : '';
}

function timeFaults({ from, until }: Typed): Faults {
  if (Number.isNaN(minutesBetween(from, '00:00'))) return { '/quiet_hours/begins': toldWords().needTime };
  const wrong = lengthFault(minutesBetween(from, until));
  return wrong ? { '/quiet_hours/minutes': wrong } : {};
}

const bodyOf = ({ days, from, until, zone }: Typed): QuietHours => ({ zone, weekdays: days.map(Number), begins: from, minutes: minutesBetween(from, until) });

function QuietForm({ quiet, onClose }: { quiet: Habits['quiet_hours']; onClose(): void }) {
  const said = toldWords();
  const [typed, type] = useState(() => typedFrom(quiet));
  const attempt = useAttempt(faultsOf);
  const send = () =>
    attempt.attempt(timeFaults(typed), async () => {
      if (!habits.value) return;
      await keep({ ...asBody(habits.value), quiet_hours: bodyOf(typed) }, said.quietSaved);
      onClose();
    });
  const zones = zoneNames(zonesFor(quiet?.zone));
  const at = (field: string) => faultAt(attempt.faults, `/quiet_hours/${field}`);
  return (
    <ActForm of={attempt} hint={said.quietStill} go={said.save} going={said.saving} onSend={() => void send()} onClose={onClose}>
      <Toggles id="quiet-days" legend={said.weekdays} options={WEEK.map((day) => ({ value: String(day), label: said.day(day) }))} values={typed.days} onChange={(days) => type({ ...typed, days })} error={at('weekdays')} />
      <Field id="quiet-from" type="time" label={said.from} value={typed.from} onInput={(from) => type({ ...typed, from })} error={at('begins')} />
      <Field id="quiet-until" type="time" label={said.until} hint={said.untilHint} value={typed.until} onInput={(until) => type({ ...typed, until })} error={at('minutes')} />
      {zones.length > 1 && <SelectField id="quiet-zone" label={said.zone} value={typed.zone} options={zones} onPick={(zone) => type({ ...typed, zone })} error={at('zone')} />}
    </ActForm>
  );
}

function Hours({ quiet, until }: { quiet: NonNullable<Habits['quiet_hours']>; until: string | null }) {
  const said = toldWords();
  const { begins, minutes, weekdays, zone } = quiet;
  return (
    <>
      <p>{said.quietSays(weekdays, begins, endsAt(begins, minutes), isOvernight(begins, minutes), zoneName(zone))}</p>
      <p class="dim">{said.quietStill}</p>
      {until && <p class="state old">{said.quietNow(momentOf(until))}</p>}
    </>
  );
}

export function QuietPanel({ habits: found }: { habits: Habits }) {
  const said = toldWords();
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const end = async () => {
    try {
      setWrong(undefined);
      await keep({ ...asBody(found), quiet_hours: null }, said.quietEnded);
    } catch (error) {
      setWrong(firstFault(error));
    }
  };
  return (
    <Panel title={said.quiet}>
      {found.quiet_hours ? <Hours quiet={found.quiet_hours} until={found.quiet_until} /> : <p class="dim">{said.quietNone}</p>}
      <div class="tools after-s">
        <button type="button" class="tool" onClick={() => setOpen(true)}>
          {found.quiet_hours ? said.quietChange : said.quietSet}
        </button>
        {found.quiet_hours && (
          <Act class="tool" busy={said.quietEnding} onAct={end}>
            {said.quietEnd}
          </Act>
        )}
      </div>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      {open && (
        <Dialog title={said.quiet} onClose={() => setOpen(false)}>
          <QuietForm quiet={found.quiet_hours} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </Panel>
  );
}
