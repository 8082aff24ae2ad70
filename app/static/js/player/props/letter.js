/* A letter with a seal of no office. */
export const PROP =
  '<g transform="rotate(-4)"><rect x="-46" y="-58" width="92" height="62" rx="5" fill="#fdfbf4" stroke="#cfd6df" stroke-width="2.5"/><path d="M-46 -54L0 -18 46 -54" fill="none" stroke="#cfd6df" stroke-width="3.5"/><circle cy="-20" r="12" fill="#b23a48"/><circle cy="-20" r="6.5" fill="#d1606c"/></g>';
