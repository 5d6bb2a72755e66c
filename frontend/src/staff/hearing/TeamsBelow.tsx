/** For supervisors: who is on duty in the teams below, those whom nobody can reach first. */
import { useState } from 'preact/hooks';
import { dutyBelow, type DutyNow } from '../../data/duty.ts';
import { help, late } from '../../parts/glyphs-form.tsx';
import { hear } from '../../parts/glyphs-staff.tsx';
import { type Glyph, Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { Panel } from '../parts/Panels.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { restWords } from '../rest_words.ts';
import { momentOf } from '../state/content.ts';
import { present } from '../state/now.ts';
import { asked, type Failure, failureOf } from '../state/session.ts';
import { words } from '../words.ts';

type Reach = 'no' | 'unproven' | 'yes';
const WORST_FIRST: readonly Reach[] = ['no', 'unproven', 'yes'];
const LOOKS: Record<Reach, { look: string; glyph: Glyph }> = {
  no: { look: 'state no', glyph: late },
  unproven: { look: 'state old', glyph: help },
  yes: { look: 'state ok', glyph: hear },
};

const reachOf = (reachable: boolean | null): Reach => (reachable === null ? 'unproven' : reachable ? 'yes' : 'no');

/** A team is as reachable as the one of its people who is reached best. */
const reachOfTeam = ({ on_duty: people }: DutyNow): Reach =>
  WORST_FIRST[Math.max(0, ...people.map((person) => WORST_FIRST.indexOf(reachOf(person.reachable))))] ?? 'no';

/** Of one person the state of the team says it all. */
function namesOf({ on_duty: people }: DutyNow): string {
  const said = restWords().duty.reach;
  return people.map(({ name, reachable }) => (people.length > 1 ? `${name} ${said[reachOf(reachable)]}` : name)).join(words().and);
}

function TeamRow({ watch }: { watch: DutyNow }) {
  const said = restWords().duty;
  const reach = reachOfTeam(watch);
  const { look, glyph } = LOOKS[reach];
  const isEmpty = watch.on_duty.length === 0;
  return (
    <li>
      <span>
        <b>{watch.team.name}</b>
        <small class="dim">{namesOf(watch)}</small>
      </span>
      <span class={look}>
        <Icon of={glyph} />
        {isEmpty ? said.nobody : said.reach[reach]}
      </span>
    </li>
  );
}

export function TeamsBelow() {
  const said = restWords().duty;
  const [found, setFound] = useState<{ at: number; teams: DutyNow[]; more: boolean } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const look = async () => {
    try {
      setFailure(null);
      const { items, more } = await asked(dutyBelow());
      setFound({ at: present(), teams: items, more });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const teams = [...(found?.teams ?? [])].sort((a, b) => WORST_FIRST.indexOf(reachOfTeam(a)) - WORST_FIRST.indexOf(reachOfTeam(b)));
  const dark = teams.filter((watch) => reachOfTeam(watch) === 'no').length;
  return (
    <Panel title={said.below} class="after-s">
      {failure && <Trouble failure={failure} onAgain={() => void look()} />}
      {found && (
        <>
          <p>{teams.length ? said.belowSays(teams.length, dark) : said.belowNone}</p>
          {found.more && <p class="dim">{said.belowMore}</p>}
          <ul class="devices">
            {teams.map((watch) => (
              <TeamRow key={watch.team.id} watch={watch} />
            ))}
          </ul>
          <p class="hint num">{said.belowAt(momentOf(found.at))}</p>
        </>
      )}
      {!failure && (
        <Act class="btn line" busy={said.belowGoing} onAct={look}>
          {found ? said.belowAgain : said.belowShow}
        </Act>
      )}
    </Panel>
  );
}
