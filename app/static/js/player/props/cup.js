/* A cup of hot tea. */
export const PROP =
  '<path d="M-24 -34H24Q22 4 0 6T-24 -34Z" fill="#fff"/><path d="M-22 -22Q0 -10 22 -22L19 -10Q0 0 -19 -10Z" fill="#2a7f86"/><ellipse cy="-34" rx="24" ry="6" fill="#e9dcc4"/><ellipse cy="-33" rx="19" ry="4" fill="#b5703a"/>' +
  '<path d="M-8 -48q-6 -8 0 -16t0 -16M8 -48q-6 -8 0 -16t0 -16" fill="none" stroke="#b9c7d3" stroke-width="3.5" stroke-linecap="round" opacity=".8"/>';
