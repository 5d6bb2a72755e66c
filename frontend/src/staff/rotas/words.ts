/** The words of the rota editor, which come with it. */
import { dictionary } from '../../i18n/index.ts';
import type { RotaWords } from '../../i18n/staff.rota.zh.ts';

export const rotaWords = dictionary<RotaWords>({
  'zh-CN': () => import('../../i18n/staff.rota.zh.ts'),
  en: () => import('../../i18n/staff.rota.en.ts'),
});
