/* A folded note on squared paper. */
export const PROP =
  '<g transform="rotate(-7)"><path d="M-26 -52H26V4H-26Z" fill="#fdfbf2" stroke="#c9cfdb" stroke-width="2.5" stroke-linejoin="round"/><path d="M-26 -24H26" stroke="#dfe4ec" stroke-width="3"/>' +
  '<path d="M-17 -42H14M-17 -33H8M-17 -14H16M-17 -5H2" stroke="#5f7fb5" stroke-width="3.5" stroke-linecap="round"/><path d="M26 -52v12h-12Z" fill="#dfe4ec"/></g>';
