/** The institutions that have a way in of their own: list, make, poster, end. */
import { useEffect, useState } from 'preact/hooks';
import { endEntrance, type Entrance, listEntrances } from '../../data/entrances.ts';
import { copy } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Panel } from '../parts/Panels.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { labelOf, momentOf } from '../state/content.ts';
import { asked, type Failure, failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { Make } from './Make.tsx';
import { Poster } from './Poster.tsx';
import { entranceWords } from './words.ts';

export function Entrances() {
  const t = entranceWords();
  const [found, setFound] = useState<Entrance[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [shown, setShown] = useState<Entrance | null>(null);
  const load = async () => {
    try {
      setFailure(null);
      setFound(await asked(listEntrances()));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  useEffect(() => void load(), []);
  if (shown) return <Poster entrance={shown} onClose={() => setShown(null)} />;
  return (
    <Frame title={t.title} backTo={words().nav.me}>
      <div class="wrap">
        <div class="narrow stack">
          <p class="dim">{t.lead}</p>
          {!found && (failure ? <Trouble failure={failure} onAgain={() => void load()} /> : <Waiting />)}
          {found?.length === 0 && (
            <div class="empty">
              <h2 class="say-big">
                <Phrases of={t.none} />
              </h2>
            </div>
          )}
          {found?.map((entrance) => (
            <One key={entrance.code} entrance={entrance} onPoster={() => setShown(entrance)} onEnded={load} />
          ))}
          {found && (
            <Make
              onMade={async (made) => {
                say(t.made(made.name));
                await load();
                setShown(made);
              }}
            />
          )}
        </div>
      </div>
    </Frame>
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
