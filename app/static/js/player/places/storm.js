/* The room of the aul on a stormy night, when the light has gone out. */
import { home, NIGHT } from "./home.js";

export const PLACE = home(NIGHT);
