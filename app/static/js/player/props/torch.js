/* A pocket torch with its beam. */
export const PROP =
  '<g transform="scale(1.4)"><path d="M24 -8L330 -74V66Z" fill="#fff3c4" opacity=".32"/><path d="M-26 -9H6L24 -16V14L6 7H-26Q-32 7 -32 -1T-26 -9Z" fill="#33405e"/><path d="M24 -16q8 15 0 30Z" fill="#ffe08a"/><path d="M-14 -9v16" stroke="#f4c64d" stroke-width="5"/></g>';
