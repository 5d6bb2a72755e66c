/** Three things make an entrance: a name, what its people are, and where it is. */
import { useEffect, useState } from 'preact/hooks';
import { type Entrance, makeEntrance } from '../../data/entrances.ts';
import { type Place, placesNamed } from '../../data/places.ts';
import { inLanguage } from '../../i18n/index.ts';
import { Field } from '../../parts/Field.tsx';
import { firstFault } from '../duty/faults.ts';
import { Panel } from '../parts/Panels.tsx';
import { practice } from '../state/content.ts';
import { asked } from '../state/session.ts';
import { entranceWords } from './words.ts';

const PAUSE_MS = 250;
const MOST = 6;

interface Wrong {
  name?: string | undefined;
  role?: string | undefined;
  place?: string | undefined;
  all?: string;
}

export function Make({ onMade }: { onMade(made: Entrance): Promise<void> }) {
  const t = entranceWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [place, setPlace] = useState<Place | null>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const [working, setWorking] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (working) return;
    const found: Wrong = {
      name: name.trim() ? undefined : t.nameNeeded,
      role: role ? undefined : t.roleNeeded,
      place: place ? undefined : t.placeNeeded,
    };
    setWrong(found);
    const first = (['name', 'role', 'place'] as const).find((each) => found[each]);
    if (first || !place) return document.getElementById(`entrance-${first}`)?.focus();
    setWorking(true);
    try {
      const made = await asked(makeEntrance({ name: name.trim(), role, place: place.code }));
      setName('');
      setRole('');
      setPlace(null);
      await onMade(made);
    } catch (error) {
      setWrong({ all: firstFault(error) });
    }
    setWorking(false);
  };
  return (
    <Panel title={t.make}>
      <form class="flow" noValidate onSubmit={(event) => void submit(event)}>
        {wrong.all && (
          <p class="wrong" role="alert">
            {wrong.all}
          </p>
        )}
        <Field id="entrance-name" label={t.name} hint={t.nameHint} value={name} onInput={setName} error={wrong.name} maxLength={80} />
        <Roles value={role} onPick={setRole} error={wrong.role} />
        <Where chosen={place} onPick={setPlace} error={wrong.place} />
        <p>
          <button type="submit" class="btn main" aria-disabled={working}>
            {working ? t.going : t.go}
          </button>
        </p>
      </form>
    </Panel>
  );
}

function Roles({ value, onPick, error }: { value: string; onPick(role: string): void; error: string | undefined }) {
  const t = entranceWords();
  const roles = practice.value?.roles.filter((each) => each.institution) ?? [];
  return (
    <div class="field">
      <label for="entrance-role">{t.role}</label>
      {error && (
        <p class="wrong" id="entrance-role-wrong">
          {error}
        </p>
      )}
      <select
        id="entrance-role"
        class="input"
        value={value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'entrance-role-wrong' : undefined}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        <option value="">{t.roleNeeded}</option>
        {roles.map((each) => (
          <option key={each.code} value={each.code}>
            {inLanguage(each.label)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Where({ chosen, onPick, error }: { chosen: Place | null; onPick(place: Place): void; error: string | undefined }) {
  const t = entranceWords();
  const [typed, setTyped] = useState('');
  const [hits, setHits] = useState<Place[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const wanted = typed.trim();
    if (!wanted) {
      setHits(null);
      return;
    }
    const timer = setTimeout(() => {
      placesNamed(wanted, stop.signal).then((found) => setHits(found.slice(0, MOST)), () => undefined); // Typed on, or no network: the next letter asks again.
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed]);
  const pick = (place: Place) => {
    onPick(place);
    setTyped('');
  };
  return (
    <>
      <Field id="entrance-place" type="search" label={t.place} hint={t.placeHint} value={typed} onInput={setTyped} error={error} />
      {hits && (
        <ul class="ready" aria-live="polite">
          {hits.length === 0 && <li class="dim">{t.placeNone}</li>}
          {hits.map((place) => (
            <li key={place.code}>
              <button type="button" class="tool" onClick={() => pick(place)}>
                {place.path_name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen && <p role="status">{t.chosen(chosen.path_name)}</p>}
    </>
  );
}
