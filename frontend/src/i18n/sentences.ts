/** Join sentences with a space, but for those of Chinese: their stops bring the space along. Empty ones are left out. */
export const sentences = (...parts: (string | false | null | undefined)[]): string => parts.filter(Boolean).join(' ').replace(/([。？！]) /g, '$1');
