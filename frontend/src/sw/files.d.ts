/** Put in at build time: the addresses of the app's own files, and a name that changes when any of them does. */
declare const __FILES__: string[];
/** Of the reporter's only: the guidance. */
declare const __GUIDANCE__: string[];
declare const __VERSION__: string;
/** The languages that there are, as files are named: zh, en. */
declare const __LANGUAGES__: string[];
