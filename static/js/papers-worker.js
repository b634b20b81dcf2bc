/* Keeps the pages with meetings' papers, and only those, for the person who opened them. The network is always asked
   first; what was kept is shown when it does not answer, and says that it was kept. Sign-out removes everything. */
"use strict";

const PREFIX = "utblick-papers-";
const PAGE = /^\/sammantraden\/\d+\/handlingar\/$/;
const MOST_PAGES = 6;
const PATIENCE = 6000;
const MARK = "data-saved-copy hidden";

const caches_of_papers = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
const empty = async (but) =>
  Promise.all((await caches_of_papers()).filter((name) => name !== but).map((name) => caches.delete(name)));

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const stored = async (address) => {
  for (const name of await caches_of_papers()) {
    const found = await (await caches.open(name)).match(address);
    if (found) return found;
  }
  return null;
};

/* The copy says itself that it is one: the notice at the top of the page is made visible as it is handed out. */
const asCopy = async (response) => {
  const text = (await response.text()).replace(MARK, "data-saved-copy");
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8", ...policyOf(response) } });
};
const policyOf = (response) => {
  const policy = response.headers.get("Content-Security-Policy");
  return policy ? { "Content-Security-Policy": policy } : {};
};

const keepPage = async (cache, path) => {
  const response = await fetch(path, { credentials: "same-origin", redirect: "manual" });
  if (!response.ok) return false;
  await cache.delete(path);
  await cache.put(path, response);
  const pages = (await cache.keys()).filter((request) => PAGE.test(new URL(request.url).pathname));
  await Promise.all(pages.slice(0, Math.max(pages.length - MOST_PAGES, 0)).map((request) => cache.delete(request)));
  return true;
};

const keepFiles = async (cache, files) => {
  for (const address of files) {
    const there = await cache.match(address);
    const response = await fetch(address).catch(() => null);
    if (response && response.ok) await cache.put(address, response);
    else if (!there) return;
  }
};

self.addEventListener("message", (event) => {
  const { keep, files, reader } = event.data || {};
  if (!keep || !PAGE.test(keep)) return;
  const name = PREFIX + reader;
  const work = async () => {
    await empty(name);
    const cache = await caches.open(name);
    await keepFiles(cache, files);
    if (await keepPage(cache, keep)) event.source.postMessage({ kept: keep });
  };
  event.waitUntil(work().catch(() => {}));
});

const after = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));

const page = async (request) => {
  const path = new URL(request.url).pathname;
  const copy = await stored(path);
  const asked = fetch(request);
  try {
    const response = copy ? await Promise.race([asked, after(PATIENCE)]) : await asked;
    if (!response) {
      asked.catch(() => {});
      return asCopy(copy);
    }
    /* Sent to sign in, or no longer allowed: what was kept was somebody's who has left. */
    if (response.type === "opaqueredirect" || [401, 403, 404].includes(response.status)) await empty();
    return response;
  } catch (failure) {
    if (copy) return asCopy(copy);
    throw failure;
  }
};

const file = async (request) => {
  try {
    return await fetch(request);
  } catch (failure) {
    const copy = await stored(request.url);
    if (copy) return copy;
    throw failure;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGE.test(address.pathname)) event.respondWith(page(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(request));
});
