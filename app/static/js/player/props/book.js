/* A book with a bookmark. */
export const PROP =
  '<g transform="rotate(-6)"><rect x="-30" y="-66" width="60" height="74" rx="5" fill="#2f7d6b"/><path d="M-24 0H30V8H-24q-5 -1 -5 -4t5 -4Z" fill="#f6f1e6"/><path d="M-22 -66V0" stroke="#235f52" stroke-width="5"/>' +
  '<rect x="-12" y="-54" width="34" height="26" rx="3" fill="#f4c64d"/><path d="M-6 -46H16M-6 -37H8" stroke="#8a6420" stroke-width="3.5" stroke-linecap="round"/><path d="M12 0h9v22l-4.5 -5 -4.5 5Z" fill="#e4573f"/></g>';
