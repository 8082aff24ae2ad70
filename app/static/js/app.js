/* Entry of every page. Each module makes working pages smoother; nothing depends on them. */
import { watchQuickExit } from "./quick-exit.js";
import { mirrorChoices } from "./options.js";
import { enhanceTabs } from "./tabs.js";
import { enhanceOrder } from "./order.js";
import { clearOnLeaving } from "./kept.js";
import { resendAnswers, enhanceAnswers } from "./resend.js";

function enhance(root) {
  mirrorChoices(root);
  enhanceTabs(root);
  enhanceOrder(root);
  enhanceAnswers(root);
}

document.documentElement.classList.remove("no-js");
watchQuickExit();
clearOnLeaving();
enhance(document);
resendAnswers(enhance);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
