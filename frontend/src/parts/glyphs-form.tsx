/** Glyphs that a reporter meets after the first screen. Kept apart so the first load stays small. */

export const check = () => <path d="M5 12.75l4.5 4.5L19 7.25"/>;
export const cross = () => <path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>;
export const pin = () => <><path d="M12 20.5s-6.5-5.6-6.5-10.5a6.5 6.5 0 0 1 13 0c0 4.9-6.5 10.5-6.5 10.5z"/><circle cx="12" cy="10" r="2.25"/></>;
export const school = () => <path d="M3 9.75L12 5l9 4.75-9 4.75zM7 12.25v4.5c1.4 1.2 3 1.75 5 1.75s3.6-.55 5-1.75v-4.5M21 9.75v5.5"/>;
export const search = () => <><circle cx="10.75" cy="10.75" r="6"/><path d="M15.25 15.25l4.75 4.75"/></>;
export const copy = () => <><rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/></>;
export const save = () => <path d="M12 4v10.75M7.5 10.5L12 15l4.5-4.5M4.75 19.5h14.5"/>;
export const send = () => <path d="M4.5 11.75L20 4.5l-4.75 15.25-3.75-6.25zM11.5 13.5L20 4.5"/>;
export const info = () => <><circle cx="12" cy="12" r="8.25"/><path d="M12 11.25v4.75M12 8v.05"/></>;
export const help = () => <><circle cx="12" cy="12" r="8.25"/><path d="M9.6 9.75a2.45 2.45 0 1 1 3.5 2.2c-.75.4-1.1.85-1.1 1.65M12 16.4v.05"/></>;
export const mic = () => <path d="M12 3.5a2.75 2.75 0 0 1 2.75 2.75v5a2.75 2.75 0 0 1-5.5 0v-5A2.75 2.75 0 0 1 12 3.5zM6 11.25a6 6 0 0 0 12 0M12 17.25v3.25"/>;
export const clock = () => <><circle cx="12" cy="12" r="8.25"/><path d="M12 7.5V12l3 2"/></>;
export const mobile = () => <><rect x="7" y="3" width="10" height="18" rx="2.25"/><path d="M11 18h2"/></>;
export const home = () => <path d="M4.5 11L12 4.5l7.5 6.5M6.5 9.5V19h11V9.5M10.5 19v-4.5h3V19"/>;
export const plus = () => <path d="M12 5.5v13M5.5 12h13"/>;
export const pen = () => <path d="M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3"/>;
export const eye = () => <><path d="M2.75 12S6 5.75 12 5.75 21.25 12 21.25 12 18 18.25 12 18.25 2.75 12 2.75 12z"/><circle cx="12" cy="12" r="2.75"/></>;
export const late = () => <><circle cx="12" cy="12" r="9.25" fill="currentColor" stroke="none"/><path d="M12 6.75v6" stroke="var(--cut,#fff)" stroke-width="2.25"/><path d="M12 16.6v.05" stroke="var(--cut,#fff)" stroke-width="2.75"/></>;
export const camera = () => <><path d="M4 8.75a1.5 1.5 0 0 1 1.5-1.5h2.3l1.4-2.25h5.6l1.4 2.25h2.3a1.5 1.5 0 0 1 1.5 1.5v8.75A1.5 1.5 0 0 1 18.5 19h-13A1.5 1.5 0 0 1 4 17.5z"/><circle cx="12" cy="12.75" r="3.25"/></>;
export const shield = () => <><path d="M12 3.5l7 2.5v5.5c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6z"/><path d="M12 8.5v6M9 11.5h6"/></>;
