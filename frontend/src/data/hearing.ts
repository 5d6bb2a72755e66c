/** `/hearing/rules`: by which channel I am told of what, after how long, and when rather not. */
import { get, put } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

/** `quiet_until`: when the quiet hours end that are now. `defaults` holds for what `rules` leave out. */
export type Habits = Schemas['HabitsOut'];
export type HabitsBody = Schemas['HabitsIn'];
export type HearingRule = Schemas['HearingRuleIn'];
/** On weekdays (0 is Monday) from `begins` for so many minutes, by the clock of `zone`. */
export type QuietHours = Schemas['QuietHoursIn'];
export type DefaultOf = Schemas['DefaultOut'];

export const readHabits = () => get<Habits>('/hearing/rules');
/** All of it anew; what is left out goes back to the default. */
export const setHabits = (body: HabitsBody) => put<Habits>('/hearing/rules', body);
