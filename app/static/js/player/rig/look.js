/* What a line of the cast means: lengths of the body and colours of every part. */
import { shade } from "./svg.js";

const BUILDS = {
  child: { legs: 92, torso: 104, head: 0.98, shoulder: 46, scale: 0.92 },
  teen: { legs: 128, torso: 124, head: 0.98, shoulder: 52, scale: 1 },
  adult: { legs: 168, torso: 146, head: 0.9, shoulder: 60, scale: 1.04 },
};

/** Feet stand at y = 0, up is negative. */
export function lookOf(spec) {
  const build = BUILDS[spec.age || "teen"];
  const hipY = -build.legs - 14;
  const shoulderY = hipY - build.torso;
  const headY = shoulderY - 72 * build.head - 8;
  return {
    ...build,
    ...coloursOf(spec),
    spec,
    hipY,
    shoulderY,
    headY,
    topY: headY - 96 * build.head,
    hasSkirt: spec.outfit === "uniform-skirt" || spec.outfit === "dress",
  };
}

function coloursOf(spec) {
  const skin = spec.skin || "#f3c7a3";
  const hair = spec.hairColor || "#2d2433";
  const top = spec.top || "#2a9d8f";
  const bottom = spec.bottom || "#3b4a6b";
  return {
    skin,
    skinShade: shade(skin, -0.13),
    skinLine: shade(skin, -0.3),
    hair,
    hairLight: shade(hair, 0.16),
    hairShade: shade(hair, -0.25),
    top,
    topShade: shade(top, -0.16),
    topLight: shade(top, 0.14),
    bottom,
    bottomShade: shade(bottom, -0.18),
    shoes: spec.shoes || "#f4f1ea",
  };
}
