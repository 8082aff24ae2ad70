/* A slider beside a number field: a decoration for fingers. The field stays the answer, for the
   keyboard, for screen readers and without scripts; nothing is chosen before the first move. */
export function enhanceSliders(root) {
  for (const field of root.querySelectorAll("[data-slider]")) addSlider(field);
}

function addSlider(field) {
  const { lowest, highest, step } = field.dataset;
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: lowest, max: highest, step, className: "number__slider", tabIndex: -1 });
  slider.setAttribute("aria-hidden", "true");
  const follow = () => {
    const number = Number(field.value.replace(",", "."));
    if (field.value && Number.isFinite(number)) slider.value = number;
  };
  slider.addEventListener("input", () => {
    field.value = slider.value;
  });
  field.addEventListener("input", follow);
  follow();
  field.after(slider);
}
