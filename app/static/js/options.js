/* Answer rows show which one is chosen: :checked is mirrored into a class, because old phones lack :has(). */
export function mirrorChoices(root) {
  for (const input of root.querySelectorAll(".opt input, .mood input")) {
    input.addEventListener("change", () => show(input));
    show(input);
  }
}

function show(changed) {
  const group = changed.form ? changed.form.elements[changed.name] : null;
  const inputs = group instanceof RadioNodeList ? [...group] : [changed];
  for (const input of inputs) {
    const row = input.closest(".opt, .mood");
    if (row && !input.disabled) row.classList.toggle("is-on", input.checked);
  }
}
