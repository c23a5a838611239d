// Following links and sending filters without a reload, and what a reader expects after it: title,
// language, keyboard focus, a word to the screen reader. Without this script pages load anew.
(function () {
  "use strict";

  let isFirst = true;
  let shownPath = null;
  let focusedId = "";

  // --- the page that the server sent makes room for the one that Dash has drawn ---------------

  function leaveFirstView() {
    const first = document.getElementById("first-view");
    if (!first) return;
    const focused = first.contains(document.activeElement) ? document.activeElement : null;
    const href = focused && focused.getAttribute("href");
    const id = focused && focused.id;
    const open = [...first.querySelectorAll("details")].map((one) => one.open);
    const x = scrollX;
    const y = scrollY;
    first.remove();
    document.querySelectorAll("#view details").forEach((one, i) => {
      if (open[i]) one.open = true;
    });
    scrollTo(x, y);
    const again = id
      ? document.getElementById(id)
      : href && document.querySelector(`#view a[href="${CSS.escape(href)}"]`);
    if (again) again.focus({ preventScroll: true });
  }

  // --- arriving on a page -----------------------------------------------------------------------

  function arrive(view) {
    const path = view.dataset.href.split("?")[0];
    const isNewPage = path !== shownPath;
    shownPath = path;
    document.title = view.dataset.title;
    document.documentElement.lang = view.dataset.lang;
    if (isFirst) {
      isFirst = false;
      leaveFirstView();
      return;
    }
    if (isNewPage) arriveElsewhere(view);
    else chooseAgain(view);
  }

  function arriveElsewhere(view) {
    const anchor = location.hash && document.getElementById(location.hash.slice(1));
    if (anchor) anchor.scrollIntoView();
    else scrollTo(0, 0);
    say(view.dataset.title);
    focus(view.querySelector("h1"));
  }

  // another choice on the same page keeps its place; what was chosen is said
  function chooseAgain(view) {
    const result = view.querySelector("[data-result]");
    say(result ? result.textContent : view.dataset.title);
    focus((focusedId && document.getElementById(focusedId)) || view.querySelector("h1"));
  }

  function say(text) {
    document.getElementById("announcer").textContent = text;
  }

  function focus(element) {
    if (element) element.focus({ preventScroll: true });
  }

  new MutationObserver(() => {
    const view = document.querySelector("#view > .view");
    if (!view || view.dataset.arrived === view.dataset.href) return;
    view.dataset.arrived = view.dataset.href;
    arrive(view);
  }).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["data-href"],
  });

  // --- following a link -----------------------------------------------------------------------------

  function isOurs(event, link) {
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    return (
      isPlain &&
      !event.defaultPrevented &&
      link.origin === location.origin &&
      !link.hasAttribute("download") &&
      !link.hasAttribute("hreflang") && // another language is another document
      !link.target &&
      !link.getAttribute("href").startsWith("#")
    );
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || !isReady() || !isOurs(event, link)) return;
    event.preventDefault();
    go(link);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "get" || !isReady()) return;
    event.preventDefault();
    const there = new URL(form.action);
    const chosen = [...new FormData(form)].filter(([, value]) => value.trim());
    there.search = new URLSearchParams(chosen).toString();
    go(there);
  });

  function isReady() {
    return document.querySelector("#view > .view") && window.dash_clientside;
  }

  function go(there) {
    focusedId = document.activeElement ? document.activeElement.id : "";
    const place = { pathname: there.pathname, search: there.search, hash: there.hash };
    window.dash_clientside.set_props("url", place);
  }
})();
