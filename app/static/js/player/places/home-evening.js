/* The room of the aul in the evening. */
import { EVENING, home } from "./home.js";

export const PLACE = home(EVENING);
