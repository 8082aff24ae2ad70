/* A microphone. */
export const PROP =
  '<g transform="rotate(10)"><path d="M-8 -24L-5 42Q0 48 5 42L8 -24Z" fill="#33405e"/><rect x="-13" y="-32" width="26" height="12" rx="5" fill="#59627d"/><circle cy="-50" r="22" fill="#aab4c4"/>' +
  '<path d="M-20 -58Q0 -48 20 -58M-21 -46Q0 -36 21 -46M-9 -70Q-14 -50 -8 -30M9 -70Q14 -50 8 -30" fill="none" stroke="#7c879b" stroke-width="2.5"/><rect x="-3" y="-8" width="6" height="12" rx="3" fill="#e4573f"/></g>';
