/** Makes or changes a rota; what comes of it stands beside it while it is typed. */
import { useState } from 'preact/hooks';
import type { Board } from '../../data/board.ts';
import { changeRota, endRota, makeRota, type Rota } from '../../data/rotas.ts';
import { Radios } from '../../parts/Choice.tsx';
import { ErrorSummary } from '../../parts/ErrorSummary.tsx';
import { Field } from '../../parts/Field.tsx';
import { addressOf, did, today } from '../duty/state.ts';
import { zone } from '../state/content.ts';
import { go, letGo, route } from '../state/router.ts';
import { asked } from '../state/session.ts';
import { type Draft, draftOf, emptyDraft, isMissing, type Need, needsOf, bodyOf } from './draft.ts';
import { faultAt, type Faults, faultsOf, needFaults, reasonsOf, summaryOf } from './faults.ts';
import { Ending } from './Ending.tsx';
import { Leaving } from '../parts/Leaving.tsx';
import { PreviewPanel, usePreview } from './Preview.tsx';
import { Rotation } from './Rotation.tsx';
import { Rows } from './Rows.tsx';
import { rotaWords } from './words.ts';

interface EditorProps {
  rota: Rota | null;
  board: Board;
}

/** Back to the board, which says what was done and holds the way back. */
async function leave(team: string, text: string, undo: () => Promise<void>): Promise<void> {
  letGo();
  if (route.peek().page !== 'duty') go(addressOf({ team, from: today() }));
  await did(text, { undo });
}

/** Saves, and says how to take it back: a new one is ended, a changed one gets its old shape. */
async function save(draft: Draft, rota: Rota | null, team: string): Promise<void> {
  const said = rotaWords();
  const body = bodyOf(draft, team);
  if (!rota) {
    const made = await asked(makeRota(body));
    return leave(team, said.made(made.name), async () => {
      await asked(endRota(made.id, made.version));
      await leave(team, said.stopped(made.name), () => save(draft, null, team));
    });
  }
  const changed = await asked(changeRota(rota.id, rota.version, body));
  await leave(team, said.changed(changed.name), () => save(draftOf(rota, draft.begins), changed, team));
}

async function end(rota: Rota): Promise<void> {
  await asked(endRota(rota.id, rota.version));
  await leave(rota.team.id, rotaWords().stopped(rota.name), () => save(draftOf(rota, rota.begins ?? ''), null, rota.team.id));
}

function useEditing({ rota, board }: EditorProps) {
  const [before] = useState(() => (rota ? draftOf(rota, `${today()}T08:00`) : emptyDraft(zone(), `${today()}T08:00`)));
  const [draft, setDraft] = useState(before);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  const [touched, touch] = useState(rota !== null);
  const [refused, setRefused] = useState<Faults>({});
  const [attempt, setAttempt] = useState(0);
  const [working, setWorking] = useState(false);
  const change = (more: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...more }));
    // The preview looks again, and says what is still wrong.
    setRefused({});
    touch(true);
  };
  const refuse = (faults: Faults) => {
    setRefused(faults);
    setAttempt((count) => count + 1);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    touch(true);
    if (working || Object.keys(needsOf(draft)).length) return working || refuse({});
    setWorking(true);
    try {
      await save(draft, rota, board.team.id);
    } catch (error) {
      refuse(faultsOf(error));
      setWorking(false);
    }
  };
  return { draft, change, isChanged, touched, refused, attempt, working, submit };
}

/** Everybody of the team, and who stands on the rota without belonging to it any more. */
function peopleFor({ rota, board }: EditorProps): Board['people'] {
  const onIt = [...(rota?.people ?? []), ...(rota?.shifts ?? []).map(({ person }) => person)];
  return [...new Map([...board.people, ...onIt].map((person) => [person.id, person])).values()];
}

export function Editor({ rota, board }: EditorProps) {
  const said = rotaWords();
  const { draft, change, isChanged, touched, refused, attempt, working, submit } = useEditing({ rota, board });
  const preview = usePreview(draft, board.team.id, rota?.id ?? null, touched);
  const needs = needsOf(draft);
  const all: Faults = { ...preview.faults, ...refused, ...needFaults(needs) };
  // What is wrong is told at its field while it is typed; what is only missing, once somebody has tried to save.
  const missing = Object.keys(needs).filter((pointer) => isMissing(draft, needs[pointer] as Need));
  const without = (pointers: string[]) => Object.fromEntries(Object.entries(all).filter(([pointer]) => !pointers.includes(pointer)));
  const faults = attempt ? all : without(missing);
  const people = peopleFor({ rota, board });
  const summary = summaryOf(faults);
  return (
    <div class="rota-edit">
      <form id="rota" class="flow" noValidate onSubmit={(event) => void submit(event)}>
        {attempt > 0 && summary.length > 0 && <ErrorSummary title={said.wrong} faults={summary} attempt={attempt} />}
        <Field id="name" label={said.name} hint={said.nameHint} value={draft.name} onInput={(name) => change({ name })} error={faultAt(faults, '/name')} maxLength={80} />
        <Radios
          name="kind"
          legend={said.how}
          options={(['rotation', 'weekly'] as const).map((value) => ({ value, label: said.kind[value], hint: said.kindHint[value] }))}
          value={draft.kind}
          onPick={(kind) => change({ kind: kind === 'weekly' ? 'weekly' : 'rotation' })}
        />
        {draft.kind === 'rotation' ? (
          <Rotation draft={draft} people={people} faults={faults} onChange={change} />
        ) : (
          <Rows base="/shifts" rows={draft.shifts} people={people} faults={faults} onChange={(shifts) => change({ shifts })} />
        )}
        <Field id="zone" label={said.zone} hint={said.zoneHint} value={draft.zone} onInput={(zoneName) => change({ zone: zoneName })} error={faultAt(faults, '/zone')} maxLength={40} />
      </form>
      {isChanged && <Leaving words={said} stay={said.leaveStay} />}
      <PreviewPanel of={preview} reasons={touched ? reasonsOf(without(['/name', ''])) : []} />
      <div class="rota-go">
        <button type="submit" form="rota" class="btn main wide" aria-disabled={working}>
          {working ? said.saving : rota ? said.change : said.save}
        </button>
        {rota && <Ending rota={rota} onGo={() => end(rota)} />}
      </div>
    </div>
  );
}
