/* A box for letters to somebody who helps; it stands or hangs. */
export const PROP =
  '<rect x="-52" y="-118" width="104" height="118" rx="10" fill="#2a7f86"/><path d="M-60 -118Q0 -142 60 -118V-106H-60Z" fill="#1f6268"/><rect x="-34" y="-92" width="68" height="10" rx="5" fill="#143f44"/>' +
  '<path d="M-20 -114H22V-88H-20Z" fill="#fff"/><path d="M-20 -114L1 -98 22 -114" fill="none" stroke="#c9d3dd" stroke-width="3"/><path d="M0 -22C-30 -40 -24 -66 -8 -62Q-2 -60 0 -54 2 -60 8 -62C24 -66 30 -40 0 -22Z" fill="#ffdca8"/>';
