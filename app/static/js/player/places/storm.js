/* The room of the aul on a stormy night, when the light has gone out. */
import { home } from "./home.js";

export const PLACE = { ground: 800, draw: (id) => home(id, true) };
