/** One rota to make or to change: what it needs is fetched, then the editor stands. */
import { type Rota, readRota } from '../../data/rotas.ts';
import type { Board } from '../../data/board.ts';
import { Frame } from '../parts/Frame.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { search } from '../state/router.ts';
import { Editor } from './Editor.tsx';
import { useFound } from './read.ts';
import { BackToBoard, readTeam } from './Rotas.tsx';
import { rotaWords } from './words.ts';

async function read(id: string, team: string | undefined, signal: AbortSignal): Promise<{ rota: Rota | null; board: Board }> {
  const rota = id === 'new' ? null : await readRota(id);
  return { rota, board: await readTeam(rota?.team.id ?? team, signal) };
}

export function RotaScreen({ id }: { id: string }) {
  const said = rotaWords();
  const team = search.value.get('team') ?? undefined;
  const { value, failure, again } = useFound(`${id} ${team ?? ''}`, (signal) => read(id, team, signal));
  return (
    <Frame title={id === 'new' ? said.makeTitle : said.changeTitle}>
      <div class="wrap rotas">
        {!value && (failure ? <Trouble failure={failure} onAgain={again} /> : <Waiting />)}
        {value && (
          <>
            <BackToBoard team={value.board.team.id} />
            <p class="say-big">{value.board.team.name}</p>
            <Editor rota={value.rota} board={value.board} />
          </>
        )}
      </div>
    </Frame>
  );
}
