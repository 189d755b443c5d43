// The page where certificates are checked: camera, picture, PDF, claim or code, with or without a network.
// Every sentence stands in the page's <template>s; without this file its forms ask the server.
(() => {
  const desk = document.getElementById("meja");
  if (!desk) return;
  const { check, claimsIn, keysFrom, readList } = window.elearnProof;
  const byId = (id) => document.getElementById(id);
  const addresses = desk.dataset, language = document.documentElement.lang;
  const zone = { WIB: "Asia/Jakarta", WITA: "Asia/Makassar", WIT: "Asia/Jayapura" }[addresses.zone];
  const result = byId("hasil");
  const PATIENT = { effort: Infinity, timeLimit: 4000 }; // a picture is worth trying hard, once; a camera sends another one
  let keys = null, list = null;

  const day = (moment) => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(moment);
  const minute = (moment) => `${new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(moment)} ${addresses.zone}`;
  const ago = (moment) => {
    const minutes = Math.round((moment - Date.now()) / 60000);
    const [size, unit] = minutes > -60 ? [1, "minute"] : minutes > -2880 ? [60, "hour"] : [1440, "day"];
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(minutes / size), unit);
  };
  const piece = (name, facts = {}) => {
    const copy = byId(name).content.cloneNode(true);
    copy.querySelectorAll("[data-fact]").forEach((slot) => { slot.textContent = facts[slot.dataset.fact] ?? "–"; });
    return copy;
  };

  // Keys and the signed list: fetched when there is a network, kept for when there is none. An older list never replaces a newer one.
  const ask = async (address) => {
    try {
      const answer = await fetch(address, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(8000) });
      return answer.ok ? answer : null;
    } catch { return null; }
  };
  const readKeys = async (answer) => {
    try { return answer ? await keysFrom(await answer.clone().json(), addresses.ed25519) : null; } catch { return null; }
  };
  const readWithdrawn = async (answer) => {
    try { return answer ? await readList(new Uint8Array(await answer.clone().arrayBuffer()), keys) : null; } catch { return null; }
  };
  const showList = () => {
    const name = !list ? "daftar-belum" : Date.now() > list.nextUpdate ? "daftar-lama" : "daftar-baru";
    byId("daftar").replaceChildren(piece(name, list ? { moment: minute(list.issuedAt), age: ago(list.issuedAt) } : {}));
  };
  const takeHeld = async () => {
    const shelf = await caches.open("elearn-bukti");
    keys = await readKeys(await shelf.match(addresses.keys));
    list = keys && await readWithdrawn(await shelf.match(addresses.list));
    return shelf;
  };
  const refresh = async (shelf) => {
    const [keysAnswer, listAnswer] = await Promise.all([ask(addresses.keys), ask(addresses.list)]);
    const freshKeys = await readKeys(keysAnswer);
    if (freshKeys) {
      keys = freshKeys;
      await shelf.put(addresses.keys, keysAnswer);
    }
    const fresh = keys && await readWithdrawn(listAnswer);
    if (fresh && fresh.issuedAt >= (list?.issuedAt ?? 0)) {
      list = fresh;
      await shelf.put(addresses.list, listAnswer);
    }
    showList();
  };
  let held, loading;
  const load = () => {
    if (!globalThis.caches || !globalThis.crypto?.subtle) return void byId("daftar").replaceChildren(piece("tanpa-https"));
    held = takeHeld();
    loading = held.then(refresh);
  };
  // What is kept is enough to answer by; a network that is there but slow is not waited for long.
  const ready = async () => {
    await held;
    await (list ? Promise.race([loading, new Promise((done) => setTimeout(done, 2500))]) : loading);
  };

  const show = (...pieces) => {
    result.replaceChildren(...pieces);
    result.hidden = false;
    result.focus();
  };
  const factsOf = (claim) => ({
    ...claim,
    course: `${claim.course}, ${byId("kata-versi").content.textContent} ${claim.version}`,
    load: `${Math.floor(claim.minutes / 45)} JP`,
    competencies: claim.competencies.map(([name, level]) => `${name} (level ${level})`).join("; ") || "–",
    period: claim.startedOn === claim.completedOn ? day(claim.completedOn) : `${day(claim.startedOn)} – ${day(claim.completedOn)}`,
    issued: minute(claim.issuedAt),
    until: claim.expiresAt === null ? byId("kata-selamanya").content.textContent : day(claim.expiresAt - 1000),
  });
  // Whether the file itself is the one that was handed out: only its digest is sent. null: nobody could be asked.
  const isOurs = async ({ code }, bytes) => {
    const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    try { return (await (await ask(`${addresses.page}/${code}/berkas/${digest}`)).json()).is_ours; } catch { return null; }
  };
  // A claim, from wherever it came; `pdf` are the bytes of the file that held it.
  const judge = async (written, pdf) => {
    await ready();
    if (!globalThis.crypto?.subtle) return show(piece("putusan-unsupported"));
    if (!keys) return show(piece("putusan-keyless"));
    performance.mark("periksa");
    const { state, claim } = await check(written, keys, list, Date.now());
    const facts = claim && factsOf(claim);
    const ours = claim && pdf ? await isOurs(claim, pdf) : undefined;
    const isAltered = ours === false && ["valid", "unlisted"].includes(state);
    const pieces = [piece(`putusan-${isAltered ? "altered" : state}`)];
    if (claim) {
      if (ours !== undefined && !isAltered) pieces.push(piece(`berkas-${ours}`));
      pieces.push(piece("fakta", facts), byId("daftar").cloneNode(true));
      pieces.at(-1).removeAttribute("id");
      const link = piece("ke-halaman");
      link.querySelector("a").href = `${addresses.page}/${claim.code}`;
      pieces.push(link);
    }
    show(...pieces);
    performance.measure("periksa", "periksa");
  };
  const judgeCode = (text) => {
    if (navigator.onLine) return void location.assign(`${addresses.page}?kode=${encodeURIComponent(text)}`);
    show(piece("putusan-code"));
  };
  // What a QR code said: our claim, the address of a certificate's page, or something else.
  const judgeRead = (text) => {
    const code = text.match(/\/verifikasi\/([0-9A-Za-z-]{20,30})$/)?.[1];
    return code ? judgeCode(code) : judge(text);
  };

  // QR codes: by the browser itself, else by a library that is loaded only now. Paper bears two, an address and the claim.
  let reader;
  const ownReader = async () => {
    const { decodeQRBatch } = await import(addresses.decoder);
    const canvas = document.createElement("canvas"), paper = canvas.getContext("2d", { willReadFrequently: true });
    return async (source, width, height, options) => {
      Object.assign(canvas, { width, height });
      paper.drawImage(source, 0, 0, width, height);
      const [found] = await decodeQRBatch([paper.getImageData(0, 0, width, height)], { ...options, maxSize: { width, height } });
      return found.filter((text) => typeof text === "string");
    };
  };
  const makeReader = async () => {
    try {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      await detector.detect(document.createElement("canvas"));
      return async (source) => (await detector.detect(source)).map(({ rawValue }) => rawValue);
    } catch { return ownReader(); }
  };
  const readCodes = async (source, width, height, options) => {
    const found = await (await (reader ??= makeReader()))(source, width, height, options);
    return { claim: found.find((text) => text.startsWith("EL1:")), other: found[0] };
  };

  const judgePicture = async (file) => {
    let picture, address;
    try { picture = await createImageBitmap(file); } catch { return show(piece("putusan-file")); }
    const largest = Math.max(picture.width, picture.height);
    for (const size of [1200, 2400, 700]) {
      const scale = Math.min(1, size / largest);
      const { claim, other } = await readCodes(picture, Math.round(picture.width * scale), Math.round(picture.height * scale), PATIENT);
      if (claim) return judge(claim);
      address ??= other;
    }
    return address ? judgeRead(address) : show(piece("putusan-picture"));
  };
  const isBadge = (bytes) => /openbadge/.test(new TextDecoder("latin1").decode(bytes)); // as Open Badges calls it inside a picture
  const judgeFile = async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer()), found = claimsIn(bytes);
    if (file.type.startsWith("image/")) return isBadge(bytes) ? show(piece("putusan-badge")) : judgePicture(file);
    return found.length === 1 ? judge(found[0], bytes) : show(piece(found.length ? "putusan-several" : "putusan-file"));
  };

  // The camera looks until it has read something, or is told to stop.
  const video = byId("kamera"), start = byId("kamera-mulai"), stop = byId("kamera-henti");
  const close = () => {
    video.srcObject?.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    video.hidden = stop.hidden = true;
    start.hidden = false;
  };
  const open = async () => {
    try { video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } }); }
    catch { return show(piece("putusan-camera")); }
    video.hidden = stop.hidden = false;
    start.hidden = true;
    await video.play();
    let since; // an address alone is taken when no claim comes into sight for a while
    while (video.srcObject) {
      const { claim, other } = video.videoWidth ? await readCodes(video, video.videoWidth, video.videoHeight) : {};
      since ??= other && Date.now();
      const text = claim || other && Date.now() - since > 2000 && other;
      if (text && video.srcObject) { close(); return judgeRead(text); }
      await new Promise((done) => setTimeout(done, 120));
    }
  };
  if (navigator.mediaDevices?.getUserMedia) {
    start.hidden = false;
    start.addEventListener("click", open);
    stop.addEventListener("click", close);
  }

  const { klaim, berkas } = byId("periksa-klaim").elements;
  byId("periksa-klaim").addEventListener("submit", (event) => {
    if (!globalThis.crypto?.subtle || berkas.files[0] && !berkas.files[0].type.match(/^image\/|pdf$/)) return; // the server knows more kinds
    event.preventDefault();
    if (berkas.files[0]) judgeFile(berkas.files[0]);
    else if (klaim.value.trim()) judge(klaim.value);
  });
  berkas.addEventListener("change", () => { if (berkas.files[0]) byId("periksa-klaim").requestSubmit(); });
  byId("periksa-kode").addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    judgeCode(event.target.elements.kode.value);
  });
  desk.addEventListener("dragover", (event) => event.preventDefault());
  desk.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) judgeFile(event.dataTransfer.files[0]);
  });

  // The kept page stands in for any page below it: then the address still names what was asked for.
  const asked = new URLSearchParams(location.search).get("kode") || location.pathname.slice(addresses.page.length + 1);
  load();
  if (asked && !byId("kode").matches("[aria-invalid]")) show(piece("putusan-code"));
  addEventListener("online", load);
  if (isSecureContext && navigator.serviceWorker) {
    // Another language is another worker: only once it is at work is the page kept as it is read here.
    const atWork = (worker) => new Promise((done) => {
      const look = () => { if (worker.state === "activated") done(); };
      worker.addEventListener("statechange", look);
      look();
    });
    navigator.serviceWorker.register(addresses.worker, { scope: addresses.page })
      .then((it) => atWork(it.installing ?? it.waiting ?? it.active))
      .then(() => { byId("siap").hidden = false; }, () => {});
  }
})();
