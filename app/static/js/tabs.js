/* Tabs: a role=tablist of buttons whose aria-controls name the panels. Without scripts all panels show. */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export function enhanceTabs(root) {
  for (const list of root.querySelectorAll("[role=tablist]")) {
    const tabs = [...list.querySelectorAll("[role=tab]")];
    tabs.forEach((tab, at) => {
      tab.addEventListener("click", () => pick(tabs, tab));
      tab.addEventListener("keydown", (event) => {
        const step = STEPS[event.key];
        if (!step) return;
        const next = tabs[(at + step + tabs.length) % tabs.length];
        pick(tabs, next);
        next.focus();
      });
    });
    pick(tabs, tabs.find((tab) => tab.getAttribute("aria-selected") === "true") || tabs[0]);
  }
}

function pick(tabs, chosen) {
  for (const tab of tabs) {
    const on = tab === chosen;
    tab.setAttribute("aria-selected", on);
    tab.tabIndex = on ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
  }
}
