/* A red asyk, the best of a player's bones. */
export const PROP =
  '<g transform="translate(0 -20) rotate(-10) scale(1.35)"><path d="M-17 -13Q-19 -22 -10 -22Q-4 -22 0 -17Q4 -22 10 -22Q19 -22 17 -13Q13 -5 17 4Q19 13 10 13Q4 13 0 8Q-4 13 -10 13Q-19 13 -17 4Q-13 -5 -17 -13Z" fill="#e4573f" stroke="#b0432f" stroke-width="2.5"/><ellipse cy="-5" rx="6" ry="9" fill="#b0432f" opacity=".55"/></g>';
