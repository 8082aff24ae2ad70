/* The case of a hearing aid, open. */
export const PROP =
  '<path d="M-34 -24Q-34 -58 0 -58T34 -24Z" fill="#8f7bd8"/><path d="M-27 -24Q-27 -51 0 -51T27 -24Z" fill="#cfc4f2"/><rect x="-36" y="-26" width="72" height="32" rx="12" fill="#7866c4"/><ellipse cy="-22" rx="27" ry="7" fill="#f4f0ff"/>' +
  '<path d="M-8 -27c-8 -10 6 -20 13 -10" fill="none" stroke="#e0447c" stroke-width="8" stroke-linecap="round"/><path d="M5 -37q10 6 6 14" fill="none" stroke="#7fb2c4" stroke-width="3"/><circle cx="11" cy="-22" r="4.5" fill="#e0447c"/>';
