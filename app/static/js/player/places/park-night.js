/* The park late at night. */
import { NIGHT, park } from "./park.js";

export const PLACE = park(NIGHT);
