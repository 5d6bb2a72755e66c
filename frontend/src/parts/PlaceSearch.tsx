/** Finds a place by name: a text box with a list under it that keys, fingers and screen readers can all use. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { parentsOf, type Place, placesNamed } from '../data/places.ts';
import { check, search } from './glyphs-form.tsx';
import { Icon } from './Icon.tsx';

const PAUSE_MS = 250;
const MOST_SHOWN = 8;

interface SearchProps {
  words: { search: string; searchHint: string; found: string; count(found: number): string };
  /** What stands in the box; emptied by a choice. */
  typed: string;
  onType(typed: string): void;
  onPick(place: Place): void;
  onFailed(): void;
  wrong: boolean;
}

export function PlaceSearch({ words: t, typed, onType, onPick, onFailed, wrong }: SearchProps) {
  const hits = useSignal<Place[] | undefined>(undefined);
  const active = useSignal(-1);
  const look = useLookup(hits, active, onFailed);

  const isOpen = (hits.value?.length ?? 0) > 0;
  const pick = (place: Place | undefined) => {
    if (!place) return;
    hits.value = undefined;
    onType('');
    onPick(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = hits.value ?? [];
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (event.isComposing || !found.length) return;
    if (move) active.value = (active.value + move + found.length + (active.value < 0 && move < 0 ? 1 : 0)) % found.length;
    else if (event.key === 'Enter') pick(found[Math.max(active.value, 0)]);
    else if (event.key === 'Escape') hits.value = undefined;
    else return;
    event.preventDefault();
  };
  return (
    <div class="field">
      <label for="q">{t.search}</label>
      <p class="hint" id="q-hint">
        {t.searchHint}
      </p>
      <div class="has-icon">
        <Icon of={search} />
        <input
          class="input"
          id="q"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
          value={typed}
          maxLength={200}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls="hits"
          aria-describedby="q-hint"
          aria-invalid={wrong ? 'true' : undefined}
          aria-activedescendant={isOpen && active.value >= 0 ? `hit-${active.value}` : undefined}
          onInput={(event) => {
            onType(event.currentTarget.value);
            look(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class={isOpen ? 'hits' : 'vh'} id="hits" role="listbox" aria-label={t.found}>
        {hits.value?.map((place, index) => (
          <Hit key={place.code} place={place} index={index} isActive={index === active.value} onPick={pick} />
        ))}
      </div>
      <p class={hits.value?.length === 0 ? 'hint found' : 'vh'} role="status">
        {hits.value && t.count(hits.value.length)}
      </p>
    </div>
  );
}

interface HitProps {
  place: Place;
  index: number;
  isActive: boolean;
  onPick(place: Place): void;
}

function Hit({ place, index, isActive, onPick }: HitProps) {
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled at the text box, which keeps the focus
    <div
      id={`hit-${index}`}
      role="option"
      class="hit"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(place)}
    >
      <b>{place.name}</b>
      <small>{parentsOf(place)}</small>
      {isActive && <Icon of={check} />}
    </div>
  );
}

interface Box<T> {
  value: T;
}

/** Ask the server once the typing pauses; a newer question cancels the older one. */
function useLookup(hits: Box<Place[] | undefined>, active: Box<number>, onFailed: () => void) {
  const pending = useRef<{ timer?: ReturnType<typeof setTimeout>; stop?: AbortController }>({});
  const cancel = () => {
    clearTimeout(pending.current.timer);
    pending.current.stop?.abort();
  };
  useEffect(() => cancel, []);
  return (typed: string) => {
    cancel();
    const name = typed.trim();
    if (!name) return void (hits.value = undefined);
    const stop = new AbortController();
    const ask = async () => {
      try {
        const found = await placesNamed(name, stop.signal);
        active.value = -1;
        hits.value = found.slice(0, MOST_SHOWN);
      } catch {
        if (!stop.signal.aborted) onFailed();
      }
    };
    pending.current = { stop, timer: setTimeout(() => void ask(), PAUSE_MS) };
  };
}
