/* Lets the page with a meeting's papers be read without a network: hands the page and its files to a worker. */
(() => {
  "use strict";

  const head = document.querySelector("[data-papers]");
  if (!head || !("serviceWorker" in navigator)) return;
  if (!document.querySelector("[data-saved-copy]").hidden) return;

  const told = document.querySelector("[data-kept]");
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data && event.data.kept === location.pathname && told) told.hidden = false;
  });

  const files = () =>
    performance
      .getEntriesByType("resource")
      .map((entry) => entry.name)
      .filter((address) => new URL(address).pathname.startsWith("/static/"));

  const keep = async () => {
    await navigator.serviceWorker.register(head.dataset.papers, { scope: "/sammantraden/" });
    const ready = await navigator.serviceWorker.ready;
    ready.active.postMessage({ keep: location.pathname, files: files(), reader: head.dataset.reader });
  };

  /* After everything has come, fonts too, so that the list of files is whole. */
  const start = () => document.fonts.ready.then(() => keep().catch(() => {}));
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
