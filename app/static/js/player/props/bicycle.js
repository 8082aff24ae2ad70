/* A bicycle; it stands on the ground. */
export const PROP =
  '<g fill="none" stroke-linecap="round" stroke-linejoin="round"><circle cx="-78" cy="-54" r="50" stroke="#2f3648" stroke-width="9"/><circle cx="78" cy="-54" r="50" stroke="#2f3648" stroke-width="9"/>' +
  '<path d="M-78 -104V-4M-128 -54H-28M-113 -89L-43 -19M-113 -19L-43 -89M78 -104V-4M28 -54H128M43 -89L113 -19M43 -19L113 -89" stroke="#c6cedb" stroke-width="2.5"/>' +
  '<path d="M-78 -54L-36 -126H44L-4 -54ZM-36 -126L-4 -54M78 -54L44 -126 38 -150" stroke="#e4573f" stroke-width="10"/><path d="M-36 -126L-42 -146" stroke="#49566e" stroke-width="8"/><path d="M-62 -148H-24" stroke="#33405e" stroke-width="13"/>' +
  '<path d="M38 -150H64q10 4 6 14" stroke="#33405e" stroke-width="9"/><path d="M-4 -54L14 -30M4 -28H24" stroke="#49566e" stroke-width="7"/></g><circle cx="-4" cy="-54" r="11" fill="#f4c64d"/><circle cx="-78" cy="-54" r="7" fill="#49566e"/><circle cx="78" cy="-54" r="7" fill="#49566e"/>';
