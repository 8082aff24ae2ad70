/* A bottle of water, without a brand. */
export const PROP =
  '<path d="M-15 6V-40Q-15 -52 -8 -57V-68H8V-57Q15 -52 15 -40V6Q15 12 9 12H-9Q-15 12 -15 6Z" fill="#a9dcf2"/><path d="M-15 -24H15V4H-15Z" fill="#fff" opacity=".85"/><path d="M0 -19c6 8 8 11 8 14a8 8 0 0 1 -16 0c0 -3 2 -6 8 -14Z" fill="#4d9de0"/>' +
  '<rect x="-9" y="-80" width="18" height="13" rx="4" fill="#2a7f86"/><path d="M-9 -46V-32" stroke="#fff" stroke-width="4" stroke-linecap="round"/>';
