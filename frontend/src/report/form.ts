/** The screens of the form, fetched together while the first screen is read. */
export { Check as check } from './steps/Check.tsx';
export { Danger as danger } from './steps/Danger.tsx';
export { More as more } from './steps/More.tsx';
export { PlaceStep as place } from './steps/PlaceStep.tsx';
export { What as what } from './steps/What.tsx';
export { You as you } from './steps/You.tsx';
