/* A telephone; the middle is where a hand holds it. */
export const PROP =
  '<g transform="rotate(6)"><rect x="-19" y="-58" width="38" height="70" rx="8" fill="#23263b"/><rect x="-14.5" y="-52" width="29" height="58" rx="4" fill="#8fd3ff"/>' +
  '<path d="M-9 -42H6M-9 -32H10M-9 -22H2" stroke="#fff" stroke-width="5" stroke-linecap="round"/></g>';
