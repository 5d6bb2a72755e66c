/** Some days of a team: on a phone one row a day, on a wide screen a table with one row a person. */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../parts/Icon.tsx';
import { lampOff } from '../../parts/glyphs-staff.tsx';
import { words } from '../words.ts';
import { type Pick, PieceOf } from './PieceOf.tsx';
import { dayNames, dayWords } from './say.ts';
import { rowsOf, type Slot } from './slots.ts';
import { today } from './state.ts';
import { type Day, type Piece, piecesOf } from './week.ts';
import { dutyWords } from './words.ts';

interface ViewProps {
  days: readonly Day[];
  slots: readonly Slot[];
  gaps: readonly Slot[];
  /** What the table is called for who cannot see what it stands under. */
  caption: string;
  /** Where there is never room for a table. */
  narrow?: boolean;
  onPick?: Pick;
  onPickGap?: Pick;
}

function DayHead({ day }: { day: string }) {
  const { weekday, date } = dayNames(day);
  return (
    <>
      {day === today() ? `${weekday} · ${dutyWords().today}` : weekday}
      <small class="num">{date}</small>
    </>
  );
}

const nameOf = ({ mine, name }: { mine: boolean; name: string }) => (mine ? `${name} · ${words().you}` : name);

function GapName() {
  return (
    <b class="who">
      <Icon of={lampOff} />
      {dutyWords().nobody}
    </b>
  );
}

/** The day on which a piece is first seen: its own first, or the first that is shown. */
const isFirst = (piece: Piece<Slot>, day: Day, first: Day | undefined) => piece.begins || day.day === first?.day;

function Cells({ days, slots, onPick }: { days: readonly Day[]; slots: readonly Slot[]; onPick?: Pick | undefined }) {
  return days.map((day) => (
    <td key={day.day} class={day.day === today() ? 'today' : undefined}>
      {piecesOf(slots, day).map((piece) => (
        <PieceOf key={`${piece.of.source} ${piece.from}`} piece={piece} day={day} isFirst={isFirst(piece, day, days[0])} onPick={onPick} />
      ))}
    </td>
  ));
}

function Grid({ days, slots, gaps, caption, onPick, onPickGap }: ViewProps) {
  return (
    <div class="week-box">
      <table class="week">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{dutyWords().person}</th>
            {days.map(({ day }) => (
              <th key={day} scope="col" class={day === today() ? 'today' : undefined} aria-current={day === today() ? 'date' : undefined}>
                <DayHead day={day} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {gaps.length > 0 && (
            <tr class="nobody">
              <th scope="row">
                <GapName />
              </th>
              <Cells days={days} slots={gaps} onPick={onPickGap} />
            </tr>
          )}
          {rowsOf(slots).map((row) => (
            <tr key={row.who}>
              <th scope="row">{nameOf(row)}</th>
              <Cells days={days} slots={row.slots} onPick={onPick} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayRow({ day, first, slots, gaps, onPick, onPickGap }: Omit<ViewProps, 'days' | 'caption'> & { day: Day; first: Day | undefined }) {
  const pieces = piecesOf([...slots, ...gaps], day);
  const isToday = day.day === today();
  return (
    <li class={isToday ? 'today' : undefined}>
      <h3 aria-current={isToday ? 'date' : undefined}>
        <DayHead day={day.day} />
      </h3>
      <ul>
        {pieces.map((piece) => (
          <li key={`${piece.of.who} ${piece.of.source} ${piece.from}`}>
            <PieceOf piece={piece} day={day} isFirst={isFirst(piece, day, first)} onPick={piece.of.source === 'gap' ? onPickGap : onPick}>
              {piece.of.source === 'gap' ? <GapName /> : <b class="who">{nameOf(piece.of)}</b>}
            </PieceOf>
          </li>
        ))}
        {pieces.length === 0 && <li class="dim none">–</li>}
      </ul>
    </li>
  );
}

function List({ days, caption, slots, gaps, onPick, onPickGap }: ViewProps) {
  return (
    <ol class="week-days" aria-label={caption}>
      {days.map((day) => (
        <DayRow key={day.day} day={day} first={days[0]} slots={slots} gaps={gaps} {...(onPick ? { onPick } : {})} {...(onPickGap ? { onPickGap } : {})} />
      ))}
    </ol>
  );
}

/** On paper there always is: on a sheet turned sideways. */
const WIDE = '(min-width: 60em), print';

/** Whether there is room for a table. */
function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const look = () => setWide(media.matches);
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  return isWide;
}

export function WeekView(props: ViewProps) {
  const isWide = useWide();
  if (props.narrow) return <List {...props} />;
  if (isWide) return <Grid {...props} />;
  const { onPick: _pick, onPickGap: _pickGap, ...paper } = props;
  return (
    <>
      <div class="no-print">
        <List {...props} />
      </div>
      <div class="print-only">
        <Grid {...paper} />
      </div>
    </>
  );
}

export const rangeWords = (days: readonly Day[]): [string, string] => [dayWords(days[0]?.day ?? ''), dayWords(days.at(-1)?.day ?? '')];
