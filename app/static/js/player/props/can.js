/* A drink can, without a brand. */
export const PROP =
  '<path d="M-18 -50Q-18 -54 -12 -57H12Q18 -54 18 -50V4Q18 8 12 11H-12Q-18 8 -18 4Z" fill="#5f6f86"/><path d="M-18 -44H18V-2H-18Z" fill="#e4573f"/><path d="M-18 -12Q-2 -44 18 -34V-22Q2 -30 -8 -2H-18Z" fill="#ffd9a0"/>' +
  '<ellipse cy="-56" rx="13" ry="3.6" fill="#dfe5ee"/><path d="M-11 -40V-6" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".55"/>';
