/* Parts that several places share. A place is drawn in a world of 1600 by 900, from -300 to 1900, with its floor
   continued far below, so that the camera can look around. */
export const times = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join("");

export const at = (x, y, inside, scale = 1) => `<g transform="translate(${x} ${y})${scale === 1 ? "" : ` scale(${scale})`}">${inside}</g>`;

export const rect = (x, y, width, height, fill, radius = 0, more = "") =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}"${radius ? ` rx="${radius}"` : ""} fill="${fill}"${more && ` ${more}`}/>`;

export const path = (d, fill, more = "") => `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;

export const line = (d, stroke, width, more = "") =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"${more && ` ${more}`}/>`;

export const circle = (x, y, radius, fill) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

/** A gradient from top to bottom; stops are [offset, colour]. */
export const shading = (id, ...stops) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`).join("")}</linearGradient>`;

/** A floor with its boards. */
export const floor = (y, fill, seam, skirting) =>
  rect(-300, y, 2200, 900, fill) +
  line(`M-300 ${y + 48}H1900M-300 ${y + 110}H1900M-300 ${y + 190}H1900`, seam, 3, 'opacity=".5"') +
  rect(-300, y - 18, 2200, 20, skirting);

/** A window with a hill behind the glass. */
export const window = (x, y, width, height, glass) =>
  at(
    x,
    y,
    rect(-14, -14, width + 28, height + 28, "#fff", 12) +
      rect(0, 0, width, height, `url(#${glass})`, 6) +
      path(`M0 ${height} V${height * 0.8} Q${width * 0.3} ${height * 0.55} ${width * 0.55} ${height * 0.74} T${width} ${height * 0.68} V${height}Z`, "#8fc79a") +
      path(`M${width * 0.12} ${height} L${width * 0.5} 0 H${width * 0.7} L${width * 0.32} ${height}Z`, "#fff", 'opacity=".25"') +
      line(`M${width / 2} 0V${height}M0 ${height * 0.4}H${width}`, "#fff", 8) +
      rect(-24, height + 12, width + 48, 16, "#e3d5bd", 8),
  );

export const pot = (x, y, scale) =>
  at(
    x,
    y,
    line("M0 -40 C-8 -90 -60 -96 -70 -140 M0 -40 C0 -100 26 -130 16 -180 M0 -40 C10 -80 56 -84 74 -122", "#4e8c66", 14) +
      path("M-70 -140 q-28 -14 -20 -44 q28 8 20 44 M16 -180 q-18 -24 2 -50 q22 22 -2 50 M74 -122 q0 -32 32 -36 q2 32 -32 36", "#62a878") +
      path("M-42 -44 H42 L32 10 H-32Z", "#c9663e") +
      rect(-48, -54, 96, 18, "#d97a50", 6),
    scale,
  );

/** Ram's horn, the ornament of the steppe. */
export const horn = (x, y, scale, colour) =>
  at(x, y, line("M0 10 V-2 C0 -14 -18 -16 -18 -4 C-18 4 -8 4 -8 -3 M0 -2 C0 -14 18 -16 18 -4 C18 4 8 4 8 -3", colour, 4), scale);

export const cloud = (x, y, scale, opacity = 0.95) =>
  `<g transform="translate(${x} ${y}) scale(${scale})" opacity="${opacity}">` +
  path("M0 40 C-34 40 -40 4 -6 0 C-2 -34 48 -40 60 -8 C84 -26 120 -6 112 20 C140 24 136 40 118 40Z", "#fff") +
  path("M0 40 C-20 40 -30 28 -24 18 C6 34 90 34 128 24 C136 32 132 40 118 40Z", "#d9ecf7") +
  "</g>";

export const poplar = (x, y, scale) =>
  at(
    x,
    y,
    rect(-6, -40, 12, 44, "#8a6548", 4) +
      path("M0 -250 C46 -180 50 -70 22 -26 Q0 -10 -22 -26 C-50 -70 -46 -180 0 -250Z", "#5aa877") +
      path("M0 -250 C46 -180 50 -70 22 -26 Q12 -18 2 -16 C30 -70 26 -180 0 -250Z", "#46936a"),
    scale,
  );

export const bush = (x, y, scale, colour = "#7cc48a") =>
  path("M-90 0 C-110 -40 -70 -66 -46 -50 C-34 -88 30 -88 40 -52 C70 -70 108 -36 90 0Z", colour, `transform="translate(${x} ${y}) scale(${scale})"`);

/** Sky with the sun, and two chains of hills far away. */
export const daySky = (id) =>
  `<defs>${shading(id("sky"), [0, "#7cc9ef"], [0.55, "#c9ecf8"], [1, "#fff1d9"])}` +
  `<radialGradient id="${id("sun")}"><stop offset="0" stop-color="#fff7d1"/><stop offset=".3" stop-color="#ffe9a3" stop-opacity=".9"/><stop offset="1" stop-color="#ffe9a3" stop-opacity="0"/></radialGradient></defs>` +
  rect(-300, -100, 2200, 760, `url(#${id("sky")})`) +
  circle(1270, 150, 190, `url(#${id("sun")})`) +
  circle(1270, 150, 54, "#ffe08a") +
  mountains;

const mountains =
  path("M-300 560 L-120 430 L-20 474 L120 330 L216 404 L330 268 L452 396 L540 344 L690 470 L820 380 L930 452 L1070 300 L1190 410 L1290 350 L1450 470 L1580 390 L1900 560Z", "#b4d3ea") +
  path("M120 330 L216 404 L330 268 L452 396 L404 380 L372 400 L336 362 L300 396 L262 378 L222 418 L178 386 L150 398Z M1070 300 L1190 410 L1142 394 L1112 416 L1076 380 L1034 410 L1000 378Z M820 380 L880 421 L846 416 L816 428 L786 402Z", "#fff", 'opacity=".9"') +
  path("M-300 590 L-60 470 L110 540 L300 450 L520 560 L760 480 L1010 560 L1240 470 L1500 560 L1900 470 V640 H-300Z", "#9cc3dc");
