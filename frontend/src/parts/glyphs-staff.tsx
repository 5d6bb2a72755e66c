/** Glyphs that only staff meet. u0 to u4 are the urgency shapes: told apart without colour. */

export const lampOff = () => <><path d="M4.75 13a7.25 7.25 0 0 1 14.5 0z"/><path d="M12 13v6.5M8 20h8"/></>;
export const bell = () => <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.75h4M12 5V3.5"/>;
export const bellOff = () => <path d="M6 16.5V11c0-.9.2-1.75.55-2.5M9 5.8A6 6 0 0 1 18 11v4M17.5 18h-13L6 16.5M10 20.75h4M4 4l16 16"/>;
export const inbox = () => <path d="M4 13l2.3-7.1a1.3 1.3 0 0 1 1.2-.9h9a1.3 1.3 0 0 1 1.2.9L20 13v4.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4 13h4.5l1 2.5h5l1-2.5H20"/>;
export const week = () => <><rect x="4" y="5.5" width="16" height="14" rx="1.75"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/></>;
export const people = () => <><circle cx="9" cy="8.5" r="3.25"/><path d="M3.25 19a5.75 5.75 0 0 1 11.5 0M15.25 5.5a3.1 3.1 0 0 1 0 6M17.25 13.9a5.2 5.2 0 0 1 3.5 5.1"/></>;
export const chart = () => <path d="M4.5 4.5v15h15M8.5 15l3.5-4 3 2.5 4-6"/>;
export const dials = () => <><path d="M4 8h8.5M17.5 8H20M4 16h2.5M11.5 16H20"/><circle cx="15" cy="8" r="2.25"/><circle cx="9" cy="16" r="2.25"/></>;
export const link = () => <path d="M10 14a3.5 3.5 0 0 0 5 0l3.5-3.5a3.54 3.54 0 0 0-5-5L12 7M14 10a3.5 3.5 0 0 0-5 0l-3.5 3.5a3.54 3.54 0 0 0 5 5L12 17"/>;
export const office = () => <path d="M5 20V6a1.5 1.5 0 0 1 1.5-1.5h7A1.5 1.5 0 0 1 15 6v14M15 10.5h3a1.5 1.5 0 0 1 1.5 1.5v8M3.5 20h17M8.5 8.5h3M8.5 12h3M8.5 15.5h3"/>;
export const hear = () => <path d="M4.5 11v2M8.25 8.5v7M12 5v14M15.75 8.5v7M19.5 11v2"/>;
export const u0 = () => <><path d="M8.3 2.75h7.4l5.55 5.55v7.4l-5.55 5.55H8.3L2.75 15.7V8.3z" fill="currentColor" stroke="none"/><path d="M12 7v6" stroke="var(--cut,#fff)" stroke-width="2.5"/><path d="M12 16.75v.05" stroke="var(--cut,#fff)" stroke-width="3"/></>;
export const u1 = () => <path d="M12 4.25l8.75 15.25H3.25z" fill="currentColor"/>;
export const u2 = () => <><path d="M12 3l9 9-9 9-9-9z"/><path d="M3 12h18l-9 9z" fill="currentColor"/></>;
export const u3 = () => <><circle cx="12" cy="12" r="8" stroke-width="2.25"/><circle cx="12" cy="12" r="3" fill="currentColor" stroke="none"/></>;
export const u4 = () => <circle cx="12" cy="12" r="8" stroke-width="2.25" stroke-dasharray="2.6 3.68"/>;
