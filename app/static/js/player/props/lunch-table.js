/* A table of the canteen with a samsa on its plate; it stands before people. */
export const PROP =
  '<path d="M-120 -112L-132 0M120 -112L132 0" stroke="#49566e" stroke-width="11" stroke-linecap="round"/><rect x="-160" y="-128" width="320" height="24" rx="10" fill="#f0a94e"/><rect x="-160" y="-110" width="320" height="8" rx="4" fill="#c9812f"/>' +
  '<ellipse cy="-132" rx="74" ry="13" fill="#fff"/><ellipse cy="-134" rx="52" ry="8" fill="#dfe5ee"/><g transform="translate(-16 -150) scale(.8)"><path d="M-40 12L-2 -46L10 12Z" fill="#e8b55a" stroke="#c98743" stroke-width="5" stroke-linejoin="round"/></g><g transform="translate(26 -150) scale(.8)"><path d="M-14 12L2 -46L42 12Z" fill="#e8b55a" stroke="#c98743" stroke-width="5" stroke-linejoin="round"/></g>' +
  '<path d="M98 -130v-34h26v34Z" fill="#8fd3ff" opacity=".8"/><path d="M-124 -130v-34h26v34Z" fill="#8fd3ff" opacity=".8"/>';
