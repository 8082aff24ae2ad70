/* Round bread of the tandoor. */
export const PROP =
  '<ellipse cy="-22" rx="46" ry="30" fill="#c98743"/><ellipse cy="-26" rx="44" ry="27" fill="#e0a55c"/><ellipse cy="-25" rx="24" ry="13" fill="#c98743"/><ellipse cy="-23" rx="22" ry="11" fill="#d99a50"/>' +
  '<path d="M-12 -25h.1M0 -29h.1M12 -25h.1M-5 -20h.1M7 -20h.1M-32 -34h.1M30 -36h.1M-28 -18h.1M32 -18h.1M0 -44h.1" stroke="#fbe6bd" stroke-width="5" stroke-linecap="round"/>';
