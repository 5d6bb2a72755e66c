/** The reporter's service worker. */
export {};
console.warn(__VERSION__, __FILES__.length);
