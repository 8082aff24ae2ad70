/* A box of medicine, without a name. */
export const PROP =
  '<g transform="rotate(-5)"><rect x="-36" y="-48" width="72" height="54" rx="4" fill="#fff" stroke="#c9d3dd" stroke-width="2.5"/><path d="M-36 -8H36V2Q36 6 32 6H-32Q-36 6 -36 2Z" fill="#4f9a9a"/>' +
  '<path d="M-18 -42h10v9h9v10h-9v9h-10v-9h-9v-10h9Z" fill="#4f9a9a"/><path d="M10 -38H28M10 -28H28M10 -18H20" stroke="#b9c4cf" stroke-width="4" stroke-linecap="round"/></g>';
