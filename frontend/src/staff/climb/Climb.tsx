/** How alerts climb in a team: a ladder for each urgency, and one of them to look at closely or change. */
import { useEffect, useState } from 'preact/hooks';
import '../../style/duty.css';
import '../../style/told.css';
import { type DutyTeam, listDutyTeams } from '../../data/board.ts';
import { listPolicies, type Policies, type Policy } from '../../data/policies.ts';
import { back } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { type Done, DoneNote } from '../parts/DoneNote.tsx';
import { Frame } from '../parts/Frame.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { digit, Urgency } from '../parts/Urgency.tsx';
import { useFound } from '../rotas/read.ts';
import { to } from '../routes.ts';
import { go, search } from '../state/router.ts';
import { words } from '../words.ts';
import { Editor, firstFault } from './Editor.tsx';
import { Ladder } from './Ladder.tsx';
import { climbWords } from './words.ts';

function PolicyPanel({ of, policy }: { of: Policies; policy: Policy }) {
  const said = climbWords();
  return (
    <section class="panel" data-p={digit(policy.urgency)}>
      <div class="tools2">
        <h2>
          <Urgency of={policy.urgency} /> <small class={policy.is_default ? 'dim' : 'own'}>{said.whose[String(policy.is_default)]}</small>
        </h2>
        {of.may_plan && (
          <a class="tool" href={to.climb(of.team.id, policy.urgency)}>
            {said.change}
            <span class="vh"> {said.changeOf(words().priority[policy.urgency])}</span>
          </a>
        )}
      </div>
      <Ladder policy={policy} />
    </section>
  );
}

function TeamPicker({ teams, current }: { teams: DutyTeam[]; current: string }) {
  const options = teams.map(({ id, name }) => ({ value: id, label: name }));
  return <SelectField id="climb-team" label={climbWords().team} value={current} options={options} onPick={(team) => go(to.climb(team))} />;
}

function All({ of, teams }: { of: Policies; teams: DutyTeam[] }) {
  const said = climbWords();
  return (
    <>
      <p>
        <a class="link" href={to.dutyOf(of.team.id)}>
          <Icon of={back} />
          {said.toBoard}
        </a>
      </p>
      <p class="say-big">{of.team.name}</p>
      <p class="dim">{said.lead}</p>
      {teams.length > 1 && <TeamPicker teams={teams} current={of.team.id} />}
      <div class="climb-all">
        {of.items.map((policy) => (
          <PolicyPanel key={policy.urgency} of={of} policy={policy} />
        ))}
      </div>
    </>
  );
}

function One({ of, policy, onDone }: { of: Policies; policy: Policy; onDone(done: Done): void }) {
  const said = climbWords();
  return (
    <>
      <p>
        <a class="link" href={to.climb(of.team.id)}>
          <Icon of={back} />
          {said.toAll}
        </a>
      </p>
      <div class="one-head">
        <h2 class="say-big">{said.changeOf(words().priority[policy.urgency])}</h2>
        <p class="dim">
          {of.team.name} · {said.whose[String(policy.is_default)]}
        </p>
      </div>
      <Editor of={of} policy={policy} onDone={onDone} />
    </>
  );
}

export function Climb() {
  const said = climbWords();
  const team = search.value.get('team') ?? undefined;
  const urgency = search.value.get('urgency');
  const [done, setDone] = useState<Done | null>(null);
  const { value, failure, again } = useFound(team ?? '', async (signal) => {
    const [policies, teams] = await Promise.all([listPolicies(team, signal), listDutyTeams()]);
    return { policies, teams };
  });
  useEffect(() => setDone(null), [team, urgency]);
  const policy = value?.policies.may_plan ? value.policies.items.find((each) => each.urgency === urgency) : undefined;
  const onDone = (what: Done) => {
    setDone(what);
    again();
    scrollTo(0, 0);
  };
  return (
    <Frame title={said.title}>
      <div class="wrap climb">
        <DoneNote done={done} undo={said.undo} undoing={said.undoing} failed={firstFault} />
        {!value && (failure ? <Trouble failure={failure} onAgain={again} /> : <Waiting />)}
        {value && (policy ? <One key={policy.urgency} of={value.policies} policy={policy} onDone={onDone} /> : <All of={value.policies} teams={value.teams} />)}
      </div>
    </Frame>
  );
}
