/** Both screens of own reports, in one chunk. */
export { Own } from './Own.tsx';
export { OwnReport } from './OwnReport.tsx';
