/** Calendar addresses: for my own shifts, and for a team's. An address is shown once, when it is made. */
import { useState } from 'preact/hooks';
import { type Board, type Feed, listFeeds, makeFeed, revokeFeed } from '../../data/board.ts';
import { Banner } from '../../parts/Banner.tsx';
import { copy, info } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { momentOf } from '../state/content.ts';
import { asked, type Failure, failureOf, may } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { firstFault } from './faults.ts';
import { dutyWords } from './words.ts';

interface Subject {
  /** Null: my own shifts. */
  team: { id: string; name: string } | null;
  feed: Feed | undefined;
}

/** My own shifts, the team that is shown, and whatever else there is an address for. */
function subjectsOf(board: Board, feeds: readonly Feed[]): Subject[] {
  const teams = new Map([board.team, ...feeds.flatMap(({ team }) => team ?? [])].map((team) => [team.id, team]));
  const mine = feeds.find(({ team }) => !team);
  const own: Subject[] = may('duty:write') || mine ? [{ team: null, feed: mine }] : [];
  return [...own, ...[...teams.values()].map((team) => ({ team, feed: feeds.find((feed) => feed.team?.id === team.id) }))];
}

function Address({ url }: { url: string }) {
  const said = dutyWords();
  const [failed, setFailed] = useState(false);
  const take = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setFailed(false);
      say(said.copied);
    } catch {
      setFailed(true); // Not over plain http, and not when the browser refuses.
    }
  };
  return (
    <div class="field">
      <label for="feed-url">{said.feedUrl}</label>
      <input id="feed-url" class="input" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      {failed && (
        <p class="wrong" role="alert">
          {said.copyFailed}
        </p>
      )}
      <button type="button" class="tool" onClick={() => void take()}>
        <Icon of={copy} />
        {said.copy}
      </button>
    </div>
  );
}

interface RowProps {
  subject: Subject;
  onChange(): Promise<void>;
}

function Row({ subject: { team, feed }, onChange }: RowProps) {
  const said = dutyWords();
  const what = team ? said.feedTeam(team.name) : said.feedMine;
  const [url, setUrl] = useState<string | null>(null);
  const [sure, setSure] = useState<'again' | 'revoke' | null>(null);
  const [wrong, setWrong] = useState<string>();
  const make = async () => {
    const made = await asked(makeFeed(team?.id ?? null));
    setUrl(made.url);
    await onChange();
  };
  const first = async () => {
    try {
      await make();
    } catch (error) {
      setWrong(firstFault(error));
    }
  };
  const revoke = async () => {
    if (feed) await asked(revokeFeed(feed.id));
    setUrl(null);
    say(said.revoked);
    await onChange();
  };
  return (
    <li>
      <b>{team ? team.name : what}</b>
      <span class="dim num">{feed ? [said.feedMade(momentOf(feed.created_at)), feed.read_at ? said.feedRead(momentOf(feed.read_at)) : said.feedUnread].join(words().comma) : said.feedNone}</span>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      {url && feed && <Address url={url} />}
      <div class="tools">
        {feed ? (
          <>
            <button type="button" class="tool" onClick={() => setSure('again')}>
              {said.feedAgain(what)}
            </button>
            <button type="button" class="tool" onClick={() => setSure('revoke')}>
              {said.revoke}
            </button>
          </>
        ) : (
          <Act class="tool" busy={said.feedMaking} onAct={first}>
            {said.feedMake(what)}
          </Act>
        )}
      </div>
      {sure === 'again' && (
        <ConfirmDialog title={said.feedAgainTitle} hint={said.feedAgainHint} go={said.feedAgain(what)} going={said.feedMaking} stay={words().cancel} onGo={make} onClose={() => setSure(null)} />
      )}
      {sure === 'revoke' && (
        <ConfirmDialog title={said.revokeTitle(what)} hint={said.revokeHint} go={said.revoke} going={said.revoking} stay={words().cancel} onGo={revoke} onClose={() => setSure(null)} />
      )}
    </li>
  );
}

/** Fetched only by whoever opens it. */
export function Feeds({ board }: { board: Board }) {
  const said = dutyWords();
  const [feeds, setFeeds] = useState<Feed[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = async () => {
    try {
      setFailure(null);
      setFeeds(await asked(listFeeds()));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <details class="asks no-print" onToggle={(event) => event.currentTarget.open && !feeds && void load()}>
      <summary>
        <h3>{said.feeds}</h3>
      </summary>
      <p class="hint">{said.feedsHint}</p>
      <Banner glyph={info} tone="quiet">
        <p>{said.feedsWarn}</p>
      </Banner>
      {!feeds && (failure ? <Trouble failure={failure} onAgain={() => void load()} /> : <Waiting />)}
      <ul>
        {feeds &&
          subjectsOf(board, feeds).map((subject) => <Row key={subject.team?.id ?? 'mine'} subject={subject} onChange={load} />)}
      </ul>
    </details>
  );
}
