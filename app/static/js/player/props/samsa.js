/* A samsa, warm from the oven. */
export const PROP =
  '<path d="M-40 4L-4 -50Q0 -56 5 -50L42 2Q46 10 36 11H-34Q-45 11 -40 4Z" fill="#c98743"/><path d="M-34 0L-3 -45Q0 -49 4 -45L36 -1Q38 4 32 4H-30Q-36 4 -34 0Z" fill="#e8b55a"/><path d="M-14 -8l14 -24 15 24" fill="none" stroke="#c98743" stroke-width="4" stroke-linecap="round"/>' +
  '<path d="M-6 -18h.1M6 -14h.1M0 -5h.1M-18 -2h.1M18 -3h.1" stroke="#7a4a2a" stroke-width="5" stroke-linecap="round"/>';
