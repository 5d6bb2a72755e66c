/** The screens that nobody opens first; one chunk for all three. */
export { DeviceScreen } from './Device.tsx';
export { Duty } from './Duty.tsx';
export { Me } from './Me.tsx';
