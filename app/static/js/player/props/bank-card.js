/* A bank card; the middle is where a hand holds it. */
export const PROP =
  '<g transform="rotate(-8)"><rect x="-30" y="-42" width="60" height="38" rx="6" fill="#f4f1ea" stroke="#17697a" stroke-width="3"/>' +
  '<path d="M-30 -34H30V-25H-30Z" fill="#17697a"/><path d="M-20 -14H4" stroke="#8a97ad" stroke-width="4" stroke-linecap="round"/>' +
  '<circle cx="18" cy="-14" r="5" fill="#f4c64d"/></g>';
