// Keeps the page where certificates are checked, so that it opens without a network. SHELF is written above this line:
// { name, page, source, files }; `source` is the page in the reader's language. Keys and the list of withdrawn certificates are kept by the page itself.
const PATIENCE = 8000; // milliseconds a page is waited for before the kept one is shown

const keepPage = async (shelf) => {
  const answer = await fetch(SHELF.source, { credentials: "omit", cache: "no-store" }); // as a visitor sees it: nobody's name is kept
  if (answer.ok) await shelf.put(SHELF.page, answer);
};
addEventListener("install", (event) => event.waitUntil((async () => {
  const shelf = await caches.open(SHELF.name);
  await Promise.all([shelf.addAll(SHELF.files), keepPage(shelf)]);
  await skipWaiting();
})()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith("elearn-verifikasi-") && name !== SHELF.name);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
})()));

const kept = async (address) => (await caches.open(SHELF.name)).match(address);
const page = async (event) => {
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 502) {
      event.waitUntil(caches.open(SHELF.name).then(keepPage).catch(() => {}));
      return answer;
    }
  } catch { /* no network */ }
  return await kept(SHELF.page) || Response.error();
};
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request, { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && (pathname === SHELF.page || pathname.startsWith(`${SHELF.page}/`))) event.respondWith(page(event));
  else if (SHELF.files.includes(pathname)) event.respondWith(kept(pathname).then((found) => found || fetch(event.request)));
});
