/* A small carved chest with its lock. */
export const PROP =
  '<path d="M-92 -64Q-92 -104 -52 -104H52Q92 -104 92 -64Z" fill="#a8563a"/><rect x="-96" y="-64" width="192" height="68" rx="8" fill="#b5623f"/><path d="M-96 -60H96M-56 -104V4M56 -104V4" stroke="#f4c64d" stroke-width="7"/><rect x="-17" y="-76" width="34" height="38" rx="6" fill="#f4c64d"/><circle cy="-60" r="6" fill="#6b3f2c"/><path d="M0 -58v12" stroke="#6b3f2c" stroke-width="5" stroke-linecap="round"/>' +
  '<path d="M-86 4h30l-6 16h-18ZM56 4h30l-6 16h-18Z" fill="#6b3f2c"/>';
