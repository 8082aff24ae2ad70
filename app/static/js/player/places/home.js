/* The room of a house in an aul: quilts piled on a carved chest, a wall carpet, a low round table. By day, in the
   evening and on a stormy night. */
import { at, circle, floor, horn, line, path, rect, shading, times, window } from "../shapes.js";

const QUILTS = ["#c25a5d", "#f4c64d", "#2aa6a6", "#8f7bd8", "#e88fb0"];

const quilt = (index) => {
  const y = -44 - index * 46;
  const edge = index % 2 ? 14 : 0;
  return rect(edge, y, 330 - edge * 2, 42, QUILTS[index], 20) + line(times(8 - (index % 2), (one) => `M${edge + 32 + one * 38} ${y + 8}q10 13 0 26`), "#fff", 4, 'opacity=".35"');
};

/** The sandyq in which a household keeps what is dear. */
const chest =
  times(5, quilt) +
  rect(-14, 0, 358, 150, "#8a4f38", 8) +
  rect(-4, 10, 338, 130, "#b5623f", 6) +
  line("M-14 40H344", "#f4c64d", 5) +
  [46, 165, 284].map((x) => path(`M${x} 52 l40 36 -40 36 -40 -36Z`, "#1f7a8c") + horn(x, 92, 1.2, "#f7d98a")).join("") +
  rect(150, 22, 30, 34, "#f4c64d", 5) +
  circle(165, 36, 5, "#6b3f2c") +
  path("M-6 150h40l-8 24h-24Z M296 150h40l-8 24h-24Z", "#6b3f2c");

const carpet =
  rect(0, 0, 420, 260, "#8f3340", 6) +
  rect(14, 14, 392, 232, "#1f6f80", 4) +
  path("M210 34 L372 130 L210 226 L48 130Z", "#a8474f") +
  path("M210 66 L318 130 L210 194 L102 130Z", "#f0b95a") +
  horn(210, 132, 2.6, "#8f3340") +
  [[64, 64], [356, 64], [64, 206], [356, 206]].map(([x, y]) => horn(x, y, 1.9, "#f7d98a")).join("") +
  line(times(18, (index) => `M${index * 24 + 6} 266v16`), "#f0b95a", 4);

const bowl = (x, y) => path(`M${x - 22} ${y - 20}h44q-4 22 -22 22t-22 -22Z`, "#fff") + line(`M${x - 18} ${y - 13}h36`, "#2a7f86", 4);

const table =
  line("M70 10L52 104M330 10L348 104M200 16V112", "#8a5a3a", 16) +
  '<ellipse cx="200" cy="4" rx="214" ry="34" fill="#a8744a"/><ellipse cx="200" cy="-6" rx="214" ry="34" fill="#d39a63"/><ellipse cx="200" cy="-7" rx="190" ry="27" fill="#fbf3e4"/>' +
  bowl(90, 2) +
  bowl(318, 0) +
  at(206, -6, path("M-44 0q4 16 44 16t44 -16Z", "#f1f3f5") + times(5, (index) => circle(-26 + index * 13, -8 - (index % 2) * 9, 13, index % 2 ? "#e8b55a" : "#d99a40")));

/** Dark clouds, slanting rain and one far flash; no more than a child likes to look at. */
const storm = (x, y, width, height) =>
  at(
    x,
    y,
    rect(-14, -14, width + 28, height + 28, "#cfc8dc", 12) +
      rect(0, 0, width, height, "#232c55", 6) +
      path(`M0 0H${width}V70q-30 34 -70 10q-30 34 -76 8q-40 30 -84 0q-40 24 -${width - 230} -6Z`, "#46517f") +
      path(`M${width * 0.66} 84l-26 58h22l-18 52 46 -68h-24l20 -42Z`, "#ffe9a3") +
      path(`M0 ${height}v-60q70 -50 140 -14t${width - 140} -10v84Z`, "#161d3f") +
      line(times(14, (index) => `M${24 + ((index * 67) % (width - 40))} ${60 + ((index * 41) % (height - 110))}l-10 34`), "#9db4e0", 3.5, 'opacity=".75"') +
      line(`M${width / 2} 0V${height}M0 ${height * 0.4}H${width}`, "#cfc8dc", 8) +
      rect(-24, height + 12, width + 48, 16, "#b7aecb", 8),
  );

const dusk = (x, y, width, height, sky) =>
  at(
    x,
    y,
    rect(-14, -14, width + 28, height + 28, "#f2e6d8", 12) +
      rect(0, 0, width, height, `url(#${sky})`, 6) +
      circle(width * 0.7, 74, 30, "#fdf0c4") +
      path(`M0 ${height}v-70q70 -56 140 -16t${width - 140} -12v98Z`, "#4b4f86") +
      line(`M${width / 2} 0V${height}M0 ${height * 0.4}H${width}`, "#f2e6d8", 8) +
      rect(-24, height + 12, width + 48, 16, "#dccbb8", 8),
  );

const DAY = { wall: ["#fdf1dc", "#f4dcb4"], boards: ["#c99a6c", "#a87a52"], skirting: "#d9b98a", seam: "#8f6642", sky: ["#8fd0ee", "#fbeecb"], curtain: "#e0857a", pane: window, dark: 0 };
export const EVENING = { wall: ["#f3cfa2", "#dfa882"], boards: ["#a8765a", "#835a48"], skirting: "#b98a68", seam: "#6f4a38", sky: ["#3d4a8f", "#e79a86"], curtain: "#b85f5c", pane: dusk, dark: 0.1 };
export const NIGHT = { wall: ["#3a3a63", "#57507c"], boards: ["#6d4f47", "#54393a"], skirting: "#453f63", seam: "#4a3330", sky: ["#232c55", "#232c55"], curtain: "#7a4a6a", pane: storm, dark: 0.42 };

const veil = (y, dark) => (dark ? rect(-300, y, 2200, 1800, "#1b1f4a", 0, `opacity="${dark}"`) : "");

/** The room at one of these hours. */
export const home = (hour) => ({
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, hour.wall[0]], [1, hour.wall[1]])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, hour.sky[0]], [1, hour.sky[1]])}${shading(id("floor"), [0, hour.boards[0]], [1, hour.boards[1]])}</defs>` +
      floor(690, `url(#${id("floor")})`, hour.seam, hour.skirting) +
      at(80, 540, chest) +
      at(1080, 120, carpet) +
      at(1090, 610, table) +
      veil(-300, hour.dark) +
      hour.pane(590, 170, 330, 270, id("glass")) +
      path("M548 130h80q-6 200 -66 350q-14 6 -24 0Z M962 130h-80q6 200 66 350q14 6 24 0Z", hour.curtain) +
      rect(520, 118, 470, 16, "#a8744a", 8) +
      at(800, 852, '<ellipse rx="500" ry="62" fill="#efe2c8"/><ellipse rx="470" ry="52" fill="none" stroke="#a8474f" stroke-width="7"/>' + times(7, (index) => horn(-270 + index * 90, 6, 1.2, "#a8474f"))) +
      veil(780, hour.dark * 0.6),
  }),
});

export const PLACE = home(DAY);
