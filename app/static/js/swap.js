/* Shows a fetched page by exchanging <main>, so that the answer's feedback costs no second request.
   A page of another layout, language or with other scripts and styles is opened in the ordinary way. */
const address = () => location.pathname + location.search;
let shown = address();

export function showPage(reply, enhance) {
  const page = new DOMParser().parseFromString(reply.html, "text/html");
  const main = page.querySelector("main");
  if (!main || !sameFrame(page)) {
    location.assign(reply.url);
    return;
  }
  history.pushState({}, "", reply.url);
  shown = address();
  document.title = page.title;
  document.body.dataset.csrf = page.body.dataset.csrf;
  document.querySelector("main").replaceWith(main);
  enhance(main);
  scrollTo(0, 0);
  (main.querySelector("[autofocus]") || main).focus({ preventScroll: true });
  const focused = main.querySelector("[autofocus]");
  if (focused) focused.scrollIntoView({ block: "nearest" });
}

/* Also fires when only the part behind # changes: then the page is the same. */
window.addEventListener("popstate", () => {
  if (address() !== shown) location.reload();
});

function sameFrame(page) {
  return frame(page) === frame(document);
}

function frame(page) {
  const parts = page.querySelectorAll("head link[rel=stylesheet], head script");
  const files = [...parts].map((part) => part.getAttribute("href") || part.getAttribute("src"));
  return [page.documentElement.lang, page.body.dataset.layout, page.body.className, ...files].join(" ");
}
