/* The cast: a person is a line over the same rig. `ink` is the colour of the name on white paper.
   Parts: rig/look.js (age, colours), rig/hair.js (hair, cap), rig/clothes.js (outfit), rig/face.js. */
const boy = { outfit: "hoodie", bottom: "#39496f", shoes: "#fff8ec" };
const uniform = { sleeve: "#fbfaf6", cuff: "#e7eaf3", shoes: "#2c2a3d", plainShoes: 1 };
const girl = { ...uniform, lashes: 1, bottom: "#3a3f5c", outfit: "vest" };
const adult = { age: "adult", outfit: "suit", bottom: "#2c3a55", shoes: "#2b2b3a", plainShoes: 1 };
const woman = { ...adult, lashes: 1 };

export const CAST = {
  alua: { ink: "#8a5a00", age: "child", skin: "#f5cba7", hair: "pony", hairColor: "#2d2028", outfit: "tee", top: "#ffb84d", stripes: "#fff3d6", bottom: "#4568a8", shoes: "#ef6f6c", lashes: 1 },
  sanzhar: { ink: "#a34a14", ...boy, age: "child", skin: "#f0c096", hair: "side", hairColor: "#2a2028", top: "#e07a3f" },
  dana: { ink: "#1c6a70", ...girl, age: "child", skin: "#f5cba7", hair: "pony", hairColor: "#3a2830", top: "#2a7f86", ribbon: "#ffc64a", hearingAid: "#e0447c" },
  liza: { ink: "#6a4a98", ...girl, age: "child", skin: "#fae0cb", hair: "braids", hairColor: "#b9803f", outfit: "uniform-skirt", top: "#7a5aa8", ribbon: "#4d9de0" },
  bekzat: { ink: "#2a628f", ...boy, age: "child", skin: "#e3ae80", hair: "spiky", hairColor: "#231c22", top: "#2f6f9f" },
  aigerim: { ink: "#8d2f4f", ...girl, skin: "#f5cba7", hair: "braids", hairColor: "#30232f", ribbon: "#ef6f6c", outfit: "uniform-skirt", top: "#8d2f4f", bottom: "#33406b", tights: "#3d3857", sole: "#1d1b2b", tie: "#ef6f6c" },
  damir: { ink: "#12776c", ...boy, skin: "#efbf95", hair: "swoop", hairColor: "#2b2230", top: "#1f9d8f", sole: "#f2a65a", backpack: "#f2a65a" },
  erlan: { ink: "#4b46b8", ...boy, skin: "#f0c096", hair: "spiky", hairColor: "#3a2a2a", top: "#5b5bd6", bottom: "#2f3450", shoes: "#ffffff", freckles: 1 },
  sabina: { ink: "#3b5fa8", ...girl, skin: "#f7d3b5", hair: "bob", hairColor: "#54332c", top: "#3b5fa8" },
  rustam: { ink: "#8a3f3f", ...boy, skin: "#d9a074", hair: "swoop", hairColor: "#1f1a20", top: "#8a3f3f" },
  arman: { ink: "#3d5a80", ...boy, skin: "#efbf95", hair: "short", hairColor: "#241d26", top: "#3d5a80", glasses: "#2b2b3a" },
  teacher: { ink: "#2d5d7b", ...woman, skin: "#f3c8a4", hair: "bun", hairColor: "#4a3030", top: "#356a8c", glasses: "#5b3a52", tie: "#e0a03a", earring: 1 },
  psychologist: { ink: "#65568f", ...woman, skin: "#f1c6a0", hair: "bob", hairColor: "#3b2a2e", top: "#7a6aa8", tie: "#c9b6e6" },
  head: { ink: "#37474f", ...adult, skin: "#e8b78f", hair: "side", hairColor: "#6a6470", top: "#37474f", tie: "#0a6480", glasses: "#3a3a44" },
  prosecutor: { ink: "#27406f", ...adult, skin: "#eebd93", hair: "short", hairColor: "#26202c", outfit: "officer", top: "#27406f", bottom: "#1f3159", shoes: "#1b1b28", tie: "#1b2b4d", cap: "officer" },
  mother: { ink: "#a83f3f", ...woman, skin: "#f3c8a4", hair: "long", hairColor: "#2f2228", outfit: "vest", top: "#c65b5b", sleeve: "#fbfaf6", earring: 1 },
  father: { ink: "#4a664a", ...adult, skin: "#e3ae80", hair: "short", hairColor: "#231c22", outfit: "hoodie", top: "#5a7a5a", mustache: 1 },
  ata: { ink: "#6b5a45", ...adult, skin: "#e8b78f", hair: "short", hairColor: "#d9d9e0", browColor: "#c8c8d0", mustache: 1, top: "#6b5a45", bottom: "#4a4038", shoes: "#2b2622", cap: "takiya", tie: "#8a7a5f" },
  apa: { ink: "#7a2e4d", ...woman, skin: "#efc39c", hair: "scarf", hairColor: "#8a8a98", browColor: "#8a8090", outfit: "dress", top: "#f6e7d0", sleeve: "#f6e7d0", cuff: "#d9b98c", kamzol: "#7a2e4d", shoes: "#4a3a33", tights: "#4a4038" },
  nurlan: { ink: "#a83a34", ...boy, age: "child", skin: "#f0c096", hair: "bowl", hairColor: "#231c22", outfit: "tee", top: "#d8504a", stripes: "#fff3d6", bottom: "#4568a8" },
  mira: { ink: "#b0305f", ...girl, age: "child", skin: "#f9dcc0", hair: "tails", hairColor: "#17151c", outfit: "uniform-skirt", top: "#d9487d", bottom: "#3a4472", tights: "#f4efe6", ribbon: "#ffd166" },
  timur: { ink: "#2f6b47", ...boy, age: "child", skin: "#d9a074", hair: "crop", hairColor: "#231c22", outfit: "sweater", top: "#3f8f63", bottom: "#6b5240", shoes: "#5b4636" },
  artem: { ink: "#4a5f7a", ...boy, skin: "#fbe0cc", hair: "side", hairColor: "#c79a5b", eye: "#3f74a8", browColor: "#a67c42", top: "#6d86a8", bottom: "#3b4252", freckles: 1 },
  kamila: { ink: "#2f6b47", ...girl, skin: "#eec19a", hair: "long", hairColor: "#3a2428", top: "#3f7d5a", glasses: "#33403a", wheelchair: "#2a92a3" },
  inspector: { ink: "#2b5288", ...woman, skin: "#f3c8a4", hair: "bob", hairColor: "#2f2228", outfit: "officer", top: "#3a6098", bottom: "#2c4a78", shoes: "#1b1b28", tie: "#1f3a63", cap: "officer" },
  judge: { ink: "#3a3348", ...woman, skin: "#f3cda8", hair: "bun", hairColor: "#6a5a58", outfit: "robe", top: "#3a3550", glasses: "#5b4a3a" },
  lawyer: { ink: "#6a4630", ...adult, skin: "#e8b78f", hair: "swoop", hairColor: "#2b2230", top: "#7d5a44", bottom: "#4d3a30", tie: "#2a7f86" },
  doctor: { ink: "#1f7076", ...woman, skin: "#f7d3b5", hair: "pony", hairColor: "#7a4a30", outfit: "coat", top: "#f5f8fa", bottom: "#4f9a9a", shoes: "#f1f3f6", tie: "#4f9a9a", ribbon: "#4f9a9a" },
  coach: { ink: "#a3402b", ...adult, skin: "#d9a074", hair: "crop", hairColor: "#1f1a20", outfit: "tracksuit", top: "#d1553b", bottom: "#2f3450", shoes: "#ffffff", plainShoes: 0, cap: "sports", capColor: "#2f3450" },
  seller: { ink: "#96452a", ...woman, skin: "#efc39c", hair: "curly", hairColor: "#5a2f28", outfit: "apron", top: "#f3e2c4", apron: "#3f8f7a", earring: 1 },
  granny: { ink: "#5f5480", ...woman, skin: "#fae0cb", hair: "curly", hairColor: "#c9c6d4", browColor: "#9a94a8", outfit: "vest", top: "#7d70a8", sleeve: "#f4efe6", glasses: "#6a5a80", eye: "#4a6a8a" },
  grandpa: { ink: "#4f5f4a", ...adult, skin: "#e3ae80", hair: "bald", hairColor: "#dcdce2", browColor: "#b9b9c2", outfit: "sweater", top: "#5f7d78", stripes: "#f0dcb4", beard: 1, mustache: 1, glasses: "#4a4038" },
};

// Breathing and blinking differ from person to person.
Object.values(CAST).forEach((person, index) => {
  person.seed = index + 1;
});
