/** Keeps a panel that cannot be drawn from taking the page with it: above all, the button that takes a report. */
import { Component, type ComponentChildren } from 'preact';
import { Banner } from '../../parts/Banner.tsx';
import { info } from '../../parts/glyphs-form.tsx';
import { words } from '../words.ts';

interface GuardProps {
  children?: ComponentChildren;
}

export class Guard extends Component<GuardProps, { broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ broken: true });
  }

  override render({ children }: GuardProps) {
    if (!this.state.broken) return children;
    return (
      <Banner glyph={info} tone="quiet" role="alert">
        <p>{words().broken}</p>
      </Banner>
    );
  }
}
