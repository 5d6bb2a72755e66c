/** The pages beside the form. */
export { FollowUpPage as followUp } from './pages/FollowUpPage.tsx';
export { Safety as safety } from './pages/Safety.tsx';
