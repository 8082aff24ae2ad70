/* A banknote of no real kind. */
export const PROP =
  '<g transform="rotate(-10)"><rect x="-44" y="-36" width="88" height="44" rx="4" fill="#a9d8b8"/><rect x="-39" y="-31" width="78" height="34" rx="2" fill="none" stroke="#5a9a74" stroke-width="2.5"/>' +
  '<circle cy="-14" r="13" fill="#e4f4e6" stroke="#5a9a74" stroke-width="2.5"/><path d="M-6 -20H6M-6 -15H6M0 -15V-5" stroke="#3c7a56" stroke-width="3.4" stroke-linecap="round"/><path d="M-32 -22h9M-32 -6h9M23 -22h9M23 -6h9" stroke="#5a9a74" stroke-width="3"/></g>';
