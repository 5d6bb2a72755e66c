/** The rotas of a team, and the way to make another. */
import type { Board } from '../../data/board.ts';
import { readBoard } from '../../data/board.ts';
import { listRotas, type Period, type Rota } from '../../data/rotas.ts';
import { plus } from '../../parts/glyphs-form.tsx';
import { back } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { present } from '../state/now.ts';
import { search } from '../state/router.ts';
import { words } from '../words.ts';
import { useFound } from './read.ts';
import { rotaWords } from './words.ts';

const HOUR = 3_600_000;

/** The team with its people; which shifts it has does not matter here. */
export function readTeam(team: string | undefined, signal: AbortSignal): Promise<Board> {
  const [from, until] = [present(), present() + HOUR].map((at) => new Date(at).toISOString()) as [string, string];
  return readBoard(team, from, until, signal);
}

export function BackToBoard({ team }: { team: string }) {
  return (
    <p>
      <a class="link" href={to.dutyOf(team)}>
        <Icon of={back} />
        {rotaWords().toBoard}
      </a>
    </p>
  );
}

function RotaRow({ rota }: { rota: Rota }) {
  const said = rotaWords();
  const isWeekly = rota.kind === 'weekly';
  const names = [...new Set((isWeekly ? rota.shifts.map(({ person }) => person) : rota.people).map(({ name }) => name))];
  const pace = isWeekly ? said.shiftsAWeek(rota.shifts.length) : said.turn(rota.every ?? 1, rota.period as Period);
  return (
    <li>
      <a href={to.rota(rota.id)}>
        <b>{rota.name}</b>
        <span class="dim">
          {said.kind[isWeekly ? 'weekly' : 'rotation']}
          {words().comma}
          {pace}
        </span>
        <span>{names.join(words().and)}</span>
      </a>
    </li>
  );
}

export function Rotas() {
  const said = rotaWords();
  const team = search.value.get('team') ?? undefined;
  const found = useFound(team ?? '', (signal) => Promise.all([readTeam(team, signal), listRotas(team)]));
  const [board, rotas] = found.value ?? [];
  return (
    <Frame title={said.title}>
      <div class="wrap rotas">
        {!board && (found.failure ? <Trouble failure={found.failure} onAgain={found.again} /> : <Waiting />)}
        {board && rotas && (
          <>
            <BackToBoard team={board.team.id} />
            <div class="tools2">
              <h2 class="say-big">{board.team.name}</h2>
              {board.may_plan && (
                <a class="btn main" href={to.rota('new', board.team.id)}>
                  <Icon of={plus} />
                  {said.make}
                </a>
              )}
            </div>
            {rotas.length === 0 && <p class="dim">{said.none}</p>}
            <ul class="rota-list">
              {rotas.map((rota) => (
                <RotaRow key={rota.id} rota={rota} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Frame>
  );
}
