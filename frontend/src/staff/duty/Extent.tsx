/** Of a shift that is longer than what was pressed: that day alone, or, on purpose, all of it. */
import { Radios } from '../../parts/Choice.tsx';
import { type WallHours, wallWords } from './faults.ts';
import { dutyWords } from './words.ts';

interface ExtentProps {
  /** What was pressed. */
  part: WallHours;
  /** All that there is; null where that is no more. */
  whole: WallHours | null;
  value: WallHours;
  onChange(value: WallHours): void;
}

const isSame = (a: WallHours, b: WallHours) => a.from === b.from && a.until === b.until;

export function Extent({ part, whole, value, onChange }: ExtentProps) {
  const said = dutyWords();
  if (!whole) return null;
  return (
    <Radios
      name="extent"
      legend={said.extent}
      options={[
        { value: 'part', label: said.onlyDay, hint: wallWords(part) },
        { value: 'whole', label: said.allOfIt, hint: wallWords(whole) },
      ]}
      value={isSame(value, part) ? 'part' : isSame(value, whole) ? 'whole' : undefined}
      onPick={(picked) => onChange(picked === 'whole' ? whole : part)}
    />
  );
}
