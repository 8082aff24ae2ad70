/* A staff with five notches. */
export const PROP =
  '<path d="M-4 -96C6 -40 -6 20 2 128" fill="none" stroke="#9a6338" stroke-width="13" stroke-linecap="round"/><path d="M-2 -90C7 -40 -4 20 4 120" fill="none" stroke="#c58a55" stroke-width="4" stroke-linecap="round"/>' +
  '<circle cx="-5" cy="-102" r="14" fill="#9a6338"/><circle cx="-8" cy="-106" r="5" fill="#c58a55"/><path d="M-9 -74l15 -4M-7 -56l15 -4M-6 -38l14 -3M-8 34l14 -3M-7 54l14 -3" stroke="#f7e3bd" stroke-width="6" stroke-linecap="round"/>';
