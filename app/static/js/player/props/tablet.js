/* A tablet with a game; its lower edge lies in the hand. */
export const PROP =
  '<g transform="rotate(-6)"><rect x="-44" y="-62" width="88" height="68" rx="8" fill="#23263b"/><rect x="-37" y="-55" width="74" height="54" rx="4" fill="#8fd3ff"/><path d="M-37 -18q18 -20 37 -8t37 -10V-5q0 4 -4 4H-33q-4 0 -4 -4Z" fill="#7cc48a"/><path d="M-10 -16v-13q2 -9 12 -9l5 -6 2 6q6 2 5 8l-5 1v13h-4v-9h-9v9Z" fill="#f4c64d"/><circle cx="24" cy="-44" r="6" fill="#ffe08a"/></g>';
