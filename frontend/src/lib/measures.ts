/** Lengths and sizes as people read them. Pure. */

/** 75 is 1:15. */
export const minutes = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

/** 812,345 is 0.8 MB; what is smaller than a tenth is told in KB. */
export const size = (bytes: number): string => (bytes >= 104_858 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);
