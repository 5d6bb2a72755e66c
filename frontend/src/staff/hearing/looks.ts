/** How it looks whether somebody is reached. */
import { help, late } from '../../parts/glyphs-form.tsx';
import { hear } from '../../parts/glyphs-staff.tsx';
import type { Glyph } from '../../parts/Icon.tsx';
import type { Light } from '../parts/Lamp.tsx';
import type { Reach } from './say.ts';

export const LOOKS: Record<Reach, { look: string; glyph: Glyph; light: Light }> = {
  yes: { look: 'state ok', glyph: hear, light: 'lit' },
  unproven: { look: 'state old', glyph: help, light: 'dim' },
  no: { look: 'state no', glyph: late, light: 'off' },
};
