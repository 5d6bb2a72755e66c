/** Understands an age as people write it. Pure. A range counts as its lower end: the younger child is the more urgent one. */

/** The API's own limit, in years. */
const OLDEST = 25;
const NUMERALS = '零一二三四五六七八九';
const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen'.split(' ');

const ABOUT = /^(?:大约|大概|差不多|可能|也许|好像|看着|约|有|~|(?:about|around|roughly|approx\.?|maybe|perhaps|probably)\s)\s*/;
const BELOW = /^(?:不到|未满|不满|不足|快|将近|<|(?:under|below|almost|nearly|less than|not yet)\s)\s*/;
const NUMBER = '(\\d{1,2})(?:\\.\\d+)?';
const YEARS = '[\\s-]*(?:周?岁|years?|yrs?|y)?';
const BETWEEN = '\\s*(?:[-~–—、,/到至或和]|or|to|and)\\s*';
const AFTER = '\\s*(?:-?\\s*old|\\/?o|半|多|了|左右|上下|大|以上|or so|\\+|\\?|[零又]?\\d{1,2}个?月)*';
const IN_YEARS = new RegExp(`^${NUMBER}${YEARS}(?:${BETWEEN}${NUMBER}${YEARS})?${AFTER}$`);
const IN_MONTHS = new RegExp(`^${NUMBER}(?:${BETWEEN}${NUMBER})?\\s*(?:个半?多?月|months?|mo)${AFTER}$`);
const NEW_BORN = /^(?:半岁|(?:\d{1,3}(?:-\d{1,3})?\s*(?:天|days?|周|weeks?))|新生儿|new-?born)(?:\s*old|大|多|左右)*$/;
const BARE = /^(?:\d{1,2}|[零一二两三四五六七八九十]|十[一二三四五六七八九])\s*岁?$/;

/** Return whole years from 0 to 25, or undefined for what is not understood. "under 6" is read as 5. */
export function ageOf(typed: string): number | undefined {
  const text = inDigits(typed.normalize('NFKC').trim().toLowerCase().replace(/[。.!]$/, '').replace(ABOUT, ''));
  const isBelow = BELOW.test(text);
  const plain = text.replace(BELOW, '').replace(ABOUT, '');
  if (NEW_BORN.test(plain)) return 0;
  const months = lowest(IN_MONTHS.exec(plain));
  if (months !== undefined) return Math.floor(months / 12);
  const years = lowest(IN_YEARS.exec(plain));
  if (years === undefined || years > OLDEST) return undefined;
  return isBelow ? Math.max(0, years - 1) : years;
}

/** Return what was typed where the number alone would lose something of it; undefined for a bare number, or nothing. */
export function ageInWords(typed: string): string | undefined {
  const text = typed.trim();
  const isWhole = BARE.test(text.normalize('NFKC')) && ageOf(text) !== undefined;
  return text && !isWhole ? text : undefined;
}

function lowest(match: RegExpExecArray | null): number | undefined {
  const numbers = match?.slice(1).filter((group) => group !== undefined).map(Number);
  return numbers && Math.min(...numbers);
}

/** Chinese numerals and English words as digits; two numerals side by side are a range: 六七岁 is 6 to 7. */
function inDigits(text: string): string {
  return text
    .replace(/[两俩]/g, '二')
    .replace(/〇/g, '零')
    .replace(/([一二])?十([一二三四五六七八九])?([一二三四五六七八九])?几?/g, (_, tens: string, ones: string, next: string) => {
      const base = 10 * (value(tens) || 1);
      return next ? `${base + value(ones)}-${base + value(next)}` : String(base + value(ones));
    })
    .replace(/([零一二三四五六七八九])([一二三四五六七八九])?/g, (_, one: string, next: string) => (next ? `${value(one)}-${value(next)}` : String(value(one))))
    .replace(/[a-z]+/g, (word) => (WORDS.includes(word) ? String(WORDS.indexOf(word)) : word));
}

const value = (numeral: string | undefined): number => Math.max(0, NUMERALS.indexOf(numeral || '零'));
