// A panel that slides in over the page; sliders stack.

/** A new panel: `body` to fill, `closed` a promise of its end. */
export function slide(title) {
  const box = document.getElementById("slider").content.firstElementChild.cloneNode(true);
  box.querySelector("h2").textContent = title;
  let close;
  const closed = new Promise((resolve) => { close = () => { box.remove(); resolve(); }; });
  box.addEventListener("click", (event) => {
    if (event.target === box || event.target.closest("[data-closes]")) close();
  });
  box.addEventListener("slider-close", close);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.body.append(box);
  box.querySelector("[data-closes]").focus();
  return { body: box.querySelector(".slider-body"), closed };
}
