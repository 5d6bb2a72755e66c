/** The words of the guidance, each language one file that is kept once it was read. */
import { dictionary } from '../../i18n/index.ts';

export const guide = dictionary({
  'zh-CN': () => import('../../i18n/guide.zh.ts'),
  en: () => import('../../i18n/guide.en.ts'),
});
