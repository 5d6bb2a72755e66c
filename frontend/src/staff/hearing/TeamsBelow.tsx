/** For supervisors: who is on duty in the teams below, those that nobody hears first. Each leads on to its own page. */
import { useEffect, useState } from 'preact/hooks';
import '../../style/hearing.css';
import { dutyBelow, type TeamBelow } from '../../data/duty.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { Panel } from '../parts/Panels.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { momentOf } from '../state/content.ts';
import { present } from '../state/now.ts';
import { asked, type Failure, failureOf } from '../state/session.ts';
import { LOOKS } from './looks.ts';
import { onBelow, reachOf } from './say.ts';
import { hearingWords } from './words.ts';

/** So many stand at once; whoever watches over a province asks for the rest. */
const FEW = 8;

/** Where a row leads, and what else is to be said about a team. */
interface Leads {
  hrefOf(team: string): string;
  noteOf?(team: string): string;
}

function TeamRow({ of, hrefOf, noteOf }: { of: TeamBelow } & Leads) {
  const said = hearingWords();
  const reach = reachOf(of.reachable);
  const { look, glyph } = LOOKS[reach];
  const notes = [onBelow(of), noteOf?.(of.team.id)].filter(Boolean).join(' · ');
  return (
    <li>
      <a href={hrefOf(of.team.id)}>
        <span>
          <b>{of.team.name}</b>
          {notes && <small class="dim num">{notes}</small>}
        </span>
        <span class={look}>
          <Icon of={glyph} />
          {of.on_duty.length ? said.reach[reach] : said.below.nobody}
        </span>
      </a>
    </li>
  );
}

interface Found {
  at: number;
  teams: readonly TeamBelow[];
  more: boolean;
}

function Rows({ found: { at, teams, more }, leads }: { found: Found; leads: Leads }) {
  const said = hearingWords().below;
  const [all, setAll] = useState(false);
  const shown = all ? teams : teams.slice(0, FEW);
  return (
    <>
      <p>{teams.length ? said.says(teams.length, teams.filter(({ reachable }) => reachable === false).length) : said.none}</p>
      <ul class="below">
        {shown.map((of) => (
          <TeamRow key={of.team.id} of={of} {...leads} />
        ))}
      </ul>
      {shown.length < teams.length && (
        <button type="button" class="btn line" onClick={() => setAll(true)}>
          {said.all(teams.length)}
        </button>
      )}
      {more && <p class="dim">{said.more}</p>}
      <p class="hint num">{said.at(momentOf(at))}</p>
    </>
  );
}

export function TeamsBelow(leads: Leads) {
  const said = hearingWords().below;
  const [found, setFound] = useState<Found | null>(null);
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
  useEffect(() => void look(), []);
  return (
    <Panel title={said.title} class="after-s">
      {failure ? <Trouble failure={failure} onAgain={() => void look()} /> : !found && <Waiting />}
      {found && <Rows found={found} leads={leads} />}
      {found && !failure && (
        <Act class="tool" busy={said.going} onAct={look}>
          {said.again}
        </Act>
      )}
    </Panel>
  );
}
