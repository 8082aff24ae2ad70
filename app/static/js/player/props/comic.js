/* A page of a comic: a space dog and the Moon. */
export const PROP =
  '<g transform="rotate(5) translate(6 -36)"><rect x="-44" y="-50" width="88" height="96" rx="4" fill="#fffdf8" stroke="#c6cedb" stroke-width="3"/><rect x="-36" y="-42" width="72" height="50" fill="#2f3a74"/><circle cx="16" cy="-20" r="15" fill="#ffe9a3"/><path d="M-24 -10q-6 -20 6 -22l4 -7 6 7q10 4 6 20Z" fill="#f6f1e6"/><circle cx="-10" cy="-18" r="2.5" fill="#22303c"/><rect x="-36" y="14" width="32" height="24" fill="#8fd3ff"/><rect x="4" y="14" width="32" height="24" fill="#ffb84d"/></g>';
