/* Entry of every page. Each module makes working pages smoother; nothing depends on them. */
import { watchQuickExit } from "./quick-exit.js";
import { mirrorChoices } from "./options.js";
import { enhanceTabs } from "./tabs.js";
import { enhanceOrder } from "./order.js";
import { enhanceSliders } from "./slider.js";
import { enhancePairs } from "./pairs.js";
import { enhanceAutosave } from "./autosave.js";
import { enhanceTimers } from "./timer.js";
import { clearOnLeaving } from "./kept.js";
import { sendOnce } from "./once.js";
import { resendAnswers, enhanceAnswers } from "./resend.js";

function enhance(root) {
  mirrorChoices(root);
  enhanceTabs(root);
  enhanceOrder(root);
  enhanceSliders(root);
  enhancePairs(root);
  enhanceAutosave(root);
  enhanceTimers(root);
  enhanceAnswers(root);
  playScenes(root);
}

/* The player is large: only pages with a scene fetch it. */
function playScenes(root) {
  if (!root.querySelector("[data-scene]")) return;
  import("./player/index.js").then(({ enhanceScenes }) => enhanceScenes(root), () => {});
}

document.documentElement.classList.remove("no-js");
watchQuickExit();
clearOnLeaving();
sendOnce();
enhance(document);
resendAnswers(enhance);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
