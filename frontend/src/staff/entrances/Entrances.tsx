/** The institutions that have a way in of their own: list, make, poster, end. */
import { useState } from 'preact/hooks';
import { endEntrance, type Entrance, listEntrances } from '../../data/entrances.ts';
import { copy } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { ListPage, useList } from '../parts/ListPage.tsx';
import { Panel } from '../parts/Panels.tsx';
import { labelOf, momentOf } from '../state/content.ts';
import { asked } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { Make } from './Make.tsx';
import { Poster } from './Poster.tsx';
import { entranceWords } from './words.ts';

export function Entrances() {
  const t = entranceWords();
  const list = useList(listEntrances);
  const [shown, setShown] = useState<Entrance | null>(null);
  if (shown) return <Poster entrance={shown} onClose={() => setShown(null)} />;
  const show = async (made: Entrance) => {
    say(t.made(made.name));
    await list.load();
    setShown(made);
  };
  return (
    <ListPage of={list} said={t} row={(entrance) => <One key={entrance.code} entrance={entrance} onPoster={() => setShown(entrance)} onEnded={list.load} />}>
      <Make onMade={show} />
    </ListPage>
  );
}

function One({ entrance, onPoster, onEnded }: { entrance: Entrance; onPoster(): void; onEnded(): Promise<void> }) {
  const t = entranceWords();
  const [sure, setSure] = useState(false);
  const { name, role, place, created_at: at, address, code } = entrance;
  const take = () => navigator.clipboard?.writeText(address).then(() => say(t.copied), () => undefined);
  const end = async () => {
    await asked(endEntrance(code));
    say(t.ended);
    setSure(false);
    await onEnded();
  };
  return (
    <Panel title={name}>
      <p class="dim">
        {labelOf('roles', role)} · {place?.path_name ?? ''} · {t.since(momentOf(at))}
      </p>
      <p class="address" translate={false}>
        {address}
      </p>
      <div class="tools after-s">
        <button type="button" class="tool" onClick={onPoster}>
          {t.poster}
        </button>
        <button type="button" class="tool" onClick={() => void take()}>
          <Icon of={copy} />
          {t.copy}
        </button>
        <button type="button" class="tool" onClick={() => setSure(true)}>
          {t.end}
        </button>
      </div>
      {sure && <ConfirmDialog title={t.endTitle(name)} hint={t.endHint} go={t.end} going={t.ending} stay={words().cancel} onGo={end} onClose={() => setSure(false)} />}
    </Panel>
  );
}
