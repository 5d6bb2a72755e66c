/** Finds a place level by level, for those who cannot spell its name. The deepest one chosen counts. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Place, placesBelow } from '../../data/places.ts';
import { form } from '../words.ts';

interface StepwiseProps {
  onPick(place: Place | undefined): void;
  onFailed(): void;
}

interface Level {
  items: Place[];
  chosen: string;
}

export function PlaceStepwise({ onPick, onFailed }: StepwiseProps) {
  const t = form().place;
  const levels = useSignal<Level[]>([]);
  const open = async (above: Level[], parent?: string) => {
    try {
      const items = await placesBelow(parent);
      levels.value = items.length ? [...above, { items, chosen: '' }] : above;
    } catch {
      onFailed();
    }
  };
  useEffect(() => void open([]), []);
  const choose = (depth: number, code: string) => {
    const kept = levels.value.slice(0, depth + 1).map((level, index) => (index === depth ? { ...level, chosen: code } : level));
    levels.value = kept;
    const place = kept[depth]?.items.find((item) => item.code === code);
    const above = kept[depth - 1];
    onPick(place ?? above?.items.find((item) => item.code === above.chosen));
    if (place?.has_children) void open(kept, code);
  };
  return (
    <div class="flow">
      {levels.value.map(({ items, chosen }, depth) => {
        const name = t.level[items[0]?.level ?? 'province'];
        return (
          <div class="field" key={depth}>
            <label for={`level-${depth}`}>{name}</label>
            <select class="input" id={`level-${depth}`} value={chosen} onChange={(event) => choose(depth, event.currentTarget.value)}>
              <option value="">{t.pick}</option>
              {items.map((item) => (
                <option key={item.code} value={item.code}>
                  {item.name}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </div>
  );
}
