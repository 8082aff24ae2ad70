/* A ball, in a hand or on the ground. */
export const PROP =
  '<circle cy="-30" r="32" fill="#fff"/><path d="M0 -44l14 10 -5 16h-18l-5 -16Z" fill="#33405e"/>' +
  '<path d="M0 -44V-62M14 -34L31 -40M9 -18L19 -3M-9 -18L-19 -3M-14 -34L-31 -40" stroke="#33405e" stroke-width="3.5"/><path d="M-12 -60l12 7 12 -7A32 32 0 0 0 -12 -60ZM31 -39l-6 12 7 4M-31 -39l6 12 -7 4M24 -8l-10 2 -4 6M-24 -8l10 2 4 6" fill="#33405e"/><circle cy="-30" r="31" fill="none" stroke="#c6cedb" stroke-width="3"/>';
