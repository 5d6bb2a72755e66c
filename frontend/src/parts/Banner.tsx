/** A short notice in the flow of the page: lit by default, quiet, bad or good. */
import type { ComponentChildren } from 'preact';
import { type Glyph, Icon } from './Icon.tsx';

interface BannerProps {
  glyph: Glyph;
  tone?: 'quiet' | 'bad' | 'good';
  title?: ComponentChildren;
  children?: ComponentChildren;
  /** Set when the notice appears by itself and should be read out. */
  role?: 'status' | 'alert';
}

export function Banner({ glyph, tone, title, children, role }: BannerProps) {
  return (
    <div class={tone ? `banner ${tone}` : 'banner'} role={role}>
      <Icon of={glyph} />
      {title && <h2>{title}</h2>}
      {children}
    </div>
  );
}
