/** The words of the hotline, which come with it. */
import { dictionary } from '../../i18n/index.ts';
import type { HotlineWords } from '../../i18n/staff.hotline.zh.ts';

export const hotlineWords = dictionary<HotlineWords>({
  'zh-CN': () => import('../../i18n/staff.hotline.zh.ts'),
  en: () => import('../../i18n/staff.hotline.en.ts'),
});
