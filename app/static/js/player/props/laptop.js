/* A laptop, on the ground or a table. */
export const PROP =
  '<rect x="-66" y="-92" width="132" height="88" rx="9" fill="#33405e"/><rect x="-57" y="-83" width="114" height="70" rx="4" fill="#8fd0ee"/><path d="M-44 -70H6M-44 -56H26M-44 -42H-6" stroke="#fff" stroke-width="6" stroke-linecap="round"/><path d="M-84 -4H84L74 8H-74Z" fill="#aeb8c9"/><rect x="-16" y="-4" width="32" height="4" fill="#7c879b"/>';
