/* An exercise book; the middle is where a hand holds it. */
export const PROP =
  '<g transform="rotate(-6)"><rect x="-28" y="-62" width="56" height="70" rx="5" fill="#7a5aa8"/><rect x="-22" y="-58" width="46" height="62" rx="3" fill="#8f72bb"/>' +
  '<rect x="-14" y="-46" width="30" height="16" rx="3" fill="#fff"/><path d="M-28 -54V0" stroke="#5d4487" stroke-width="5"/></g>';
