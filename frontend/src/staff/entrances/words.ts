/** The words of entrances, which come with them. */
import { dictionary } from '../../i18n/index.ts';
import type { EntranceWords } from '../../i18n/staff.entrances.zh.ts';

export const entranceWords = dictionary<EntranceWords>({
  'zh-CN': () => import('../../i18n/staff.entrances.zh.ts'),
  en: () => import('../../i18n/staff.entrances.en.ts'),
});
