/** Entrances of schools, hospitals, police stations, committees. Fetched when they are looked at. */
import type { EntranceWords } from './staff.entrances.zh.ts';

const en: EntranceWords = {
  title: 'Entrances',
  lead: 'Give a school, a hospital, a police station or a committee an address and a poster of its own: whoever opens it need not say where they are from.',
  none: ['No entrance yet.', 'Make the first one for a school.'],
  make: 'Make an entrance',
  name: 'Name of the institution',
  nameHint: 'As its people call it, such as “Lingyin Primary School”.',
  role: 'Its people are',
  roleNeeded: 'Choose what its people are',
  place: 'Where it is',
  placeHint: 'Write the name of the township or village, then choose below.',
  placeNeeded: 'Choose a place below',
  placeNone: 'Nothing found; try another spelling.',
  chosen: (path) => `Chosen: ${path}`,
  nameNeeded: 'Write the name',
  go: 'Make it',
  going: 'Making it',
  made: (name) => `The entrance of ${name} is there.`,
  poster: 'Print the poster',
  copy: 'Copy the address',
  copied: 'Address copied',
  end: 'End it',
  endTitle: (name) => `End the entrance of ${name}?`,
  endHint: 'Its posters then name no institution any more; people can still report. It cannot be brought back, but another one can be made.',
  ending: 'Ending it',
  ended: 'Ended.',
  since: (when) => `made ${when}`,
  sheet: {
    title: 'Worried about a child?',
    lead: 'Scan this, or open the address. It takes about a minute, and you don’t have to be sure.',
    danger: 'In danger: phone 110 first. Hurt: 120.',
    law: 'Whoever has the duty to report also reports to the police, as the law says.',
    from: (name) => name,
    print: 'Print',
    back: 'Back to the entrances',
  },
};

export default en;
