/* Three asyks, the ankle bones of the game. */
const bone = (x, y, turn, colour, edge) =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M-17 -13Q-19 -22 -10 -22Q-4 -22 0 -17Q4 -22 10 -22Q19 -22 17 -13Q13 -5 17 4Q19 13 10 13Q4 13 0 8Q-4 13 -10 13Q-19 13 -17 4Q-13 -5 -17 -13Z" fill="${colour}" stroke="${edge}" stroke-width="2.5"/>` +
  `<ellipse cy="-5" rx="6" ry="9" fill="${edge}" opacity=".55"/></g>`;

export const PROP = bone(-23, -6, 12, "#f3e6cf", "#c9ac80") + bone(22, -6, -16, "#e4573f", "#b0432f") + bone(-1, -40, 70, "#f3e6cf", "#c9ac80");
