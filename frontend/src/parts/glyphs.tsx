/** Glyphs of the first screen, drawn on a 24 grid. Each is a component without props, so unused ones fall out of the build. */

export const lamp = () => <><path d="M4.75 13a7.25 7.25 0 0 1 14.5 0z" fill="currentColor"/><path d="M12 13v6.5M8 20h8"/></>;
export const phone = () => <path d="M6.2 4.25h2.5l1.55 3.9-1.95 1.5a11.3 11.3 0 0 0 5.05 5.05l1.5-1.95 3.9 1.55v2.5a1.95 1.95 0 0 1-2.1 1.95A14.4 14.4 0 0 1 4.25 6.35 1.95 1.95 0 0 1 6.2 4.25z"/>;
export const medic = () => <path d="M9.5 4.5h5v5h5v5h-5v5h-5v-5h-5v-5h5z"/>;
export const desk = () => <path d="M4.5 15.5V12a7.5 7.5 0 0 1 15 0v3.5M4.5 13.25h1.75a1 1 0 0 1 1 1v3.25a1 1 0 0 1-1 1H6A1.5 1.5 0 0 1 4.5 17zM19.5 13.25h-1.75a1 1 0 0 0-1 1v3.25a1 1 0 0 0 1 1h.25a1.5 1.5 0 0 0 1.5-1.5zM18 18.5a3.5 3.5 0 0 1-3.5 2.25H13"/>;
export const exit = () => <path d="M13 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H13M10.5 12H20M16.5 8.5L20 12l-3.5 3.5"/>;
export const back = () => <path d="M14.75 5.5L8.25 12l6.5 6.5"/>;
export const next = () => <path d="M9.25 5.5l6.5 6.5-6.5 6.5"/>;
export const lock = () => <><rect x="5.5" y="10.5" width="13" height="9" rx="1.75"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/></>;
export const person = () => <><circle cx="12" cy="8.25" r="3.75"/><path d="M5 20a7 7 0 0 1 14 0"/></>;
export const book = () => <path d="M12 6.5c-2-1.5-4.5-2-7.5-1.75v13c3-.25 5.5.25 7.5 1.75 2-1.5 4.5-2 7.5-1.75v-13C16.5 4.5 14 5 12 6.5zM12 6.5v13"/>;
export const message = () => <path d="M4.5 6A1.5 1.5 0 0 1 6 4.5h12A1.5 1.5 0 0 1 19.5 6v9a1.5 1.5 0 0 1-1.5 1.5h-6.5L7 20v-3.5H6A1.5 1.5 0 0 1 4.5 15z"/>;
