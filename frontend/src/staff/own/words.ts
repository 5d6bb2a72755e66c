/** The words of own reports, which come with them. */
import { dictionary } from '../../i18n/index.ts';
import type { OwnWords } from '../../i18n/staff.own.zh.ts';

export const ownWords = dictionary<OwnWords>({
  'zh-CN': () => import('../../i18n/staff.own.zh.ts'),
  en: () => import('../../i18n/staff.own.en.ts'),
});
