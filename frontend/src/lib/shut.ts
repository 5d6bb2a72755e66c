/** Set when the person leaves: from then on nothing may be written to this phone again. */

let shut = false;
export const shutForGood = (): void => void (shut = true);
export const isShut = (): boolean => shut;
