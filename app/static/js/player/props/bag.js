/* A school bag; a hand holds it by the loop. */
export const PROP =
  '<path d="M-14 6q0 -22 14 -22t14 22" fill="none" stroke="#c56a2e" stroke-width="7"/><rect x="-40" y="2" width="80" height="92" rx="24" fill="#f2a65a"/>' +
  '<path d="M-40 34V26Q-40 2 -16 2H16Q40 2 40 26V34Q0 50 -40 34Z" fill="#d98a42"/><rect x="-26" y="54" width="52" height="32" rx="9" fill="#d98a42"/><rect x="-7" y="36" width="14" height="18" rx="4" fill="#fff3dc"/>';
