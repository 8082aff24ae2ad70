/* A candle that gives light; put down, it stands on a little table. */
export const PROP =
  '<circle cy="-74" r="210" fill="#ffdf9a" opacity=".13"/><circle cy="-74" r="120" fill="#ffdf9a" opacity=".18"/><path d="M-13 -46H13V2H-13Z" fill="#fbf3e4"/><path d="M-13 -46q6 16 12 8t14 0v-8Z" fill="#e9dcc4"/>' +
  '<path d="M0 -46v-10" stroke="#5b4636" stroke-width="3"/><path d="M0 -94C13 -76 14 -58 0 -55C-14 -58 -13 -76 0 -94Z" fill="#ffb84d"/><path d="M0 -80C7 -70 7 -60 0 -58C-7 -60 -7 -70 0 -80Z" fill="#fff3c4"/><path d="M-30 0H30L22 12H-22Z" fill="#c99a2e"/>' ;
