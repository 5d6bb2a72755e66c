/** Dialogs that leave a record: fetched when a report is open, so that the inbox comes sooner. */
export { DiscloseDialog } from './DiscloseDialog.tsx';
export { MilestoneDialog } from './MilestoneDialog.tsx';
export { ReasonDialog } from './ReasonDialog.tsx';
