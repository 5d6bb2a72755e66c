/** The words of the rota editor, which come with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { RotaWords } from '../../i18n/staff.rota.zh.ts';

export const rotaWords = dictionary<RotaWords>(wordsIn('staff.rota'));
