/** The lamp, lit. Drawn where someone is awake: on the first screen and when a report has arrived. */
export const LampArt = () => (
  <svg class="lampart" viewBox="0 0 160 120" aria-hidden="true">
    <defs>
      <radialGradient id="la-g">
        <stop class="la-s" stop-opacity=".5" />
        <stop class="la-s" offset=".55" stop-opacity=".14" />
        <stop class="la-s" offset="1" stop-opacity="0" />
      </radialGradient>
    </defs>
    <circle class="la-halo" cx="80" cy="46" r="92" />
    <path class="la-light" d="M44 57h72l34 49H10z" />
    <path class="la-line" d="M4 107h152" />
    <path class="la-post" d="M76.5 56h7v46h-7z" />
    <rect class="la-post" x="56" y="100" width="48" height="7" rx="3" />
    <path class="la-on" d="M40 53a40 40 0 0 1 80 0q0 4-4 4H44q-4 0-4-4z" />
  </svg>
);
