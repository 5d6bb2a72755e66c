/** A card with a list of points: what to do, or what not to. */
import { type Glyph, Icon } from './Icon.tsx';

interface PointsProps {
  title: string;
  glyph: Glyph;
  points: readonly string[];
  isNot?: boolean;
  class?: string;
}

export function Points({ title, class: extra, ...list }: PointsProps) {
  return (
    <section class={extra ? `card ${extra}` : 'card'}>
      <h2>{title}</h2>
      <PointList {...list} />
    </section>
  );
}

export function PointList({ glyph, points, isNot }: Omit<PointsProps, 'title' | 'class'>) {
  return (
    <ul class={isNot ? 'dos not' : 'dos'}>
      {points.map((point) => (
        <li key={point}>
          <Icon of={glyph} />
          <span>{point}</span>
        </li>
      ))}
    </ul>
  );
}
