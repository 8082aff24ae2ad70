/* An identity card: a face, lines, no emblem. */
export const PROP =
  '<g transform="rotate(-6)"><rect x="-40" y="-46" width="80" height="52" rx="7" fill="#e6f2f7" stroke="#5d97b5" stroke-width="3"/><path d="M-38 -44H38V-33H-38Z" fill="#5d97b5"/><rect x="-32" y="-27" width="24" height="28" rx="3" fill="#fff"/>' +
  '<circle cx="-20" cy="-17" r="6" fill="#8a97ad"/><path d="M-30 1q0 -11 10 -11t10 11Z" fill="#8a97ad"/><path d="M0 -22H30M0 -12H24M0 -2H16" stroke="#8a97ad" stroke-width="4" stroke-linecap="round"/></g>';
