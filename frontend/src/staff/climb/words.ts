/** The words of escalation policies, which come with them. */
import { dictionary } from '../../i18n/index.ts';
import type { ClimbWords } from '../../i18n/staff.climb.zh.ts';

export const climbWords = dictionary<ClimbWords>({
  'zh-CN': () => import('../../i18n/staff.climb.zh.ts'),
  en: () => import('../../i18n/staff.climb.en.ts'),
});
