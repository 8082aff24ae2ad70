/* A key on a ring. */
export const PROP =
  '<circle cy="-6" r="15" fill="none" stroke="#c99a2e" stroke-width="8"/><path d="M0 9V56M2 40h14M2 54h18" fill="none" stroke="#c99a2e" stroke-width="8" stroke-linecap="round"/>' +
  '<path d="M-4 -20q8 -4 14 4" fill="none" stroke="#f4dd8f" stroke-width="3" stroke-linecap="round"/><circle cx="-15" cy="-14" r="11" fill="none" stroke="#8a97ad" stroke-width="3"/>';
