// The studio's courtesies: an editor with numbers and marks, a live preview, saving while typing. All works without.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("editor");
  if (!form) return;
  const field = byId("naskah");
  const later = (then, milliseconds) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(then, milliseconds); };
  };

  // Saving: what stands in the field goes to the server a moment after the last key; leaving before that asks first.
  let dirty = false;
  const save = later(() => htmx.trigger(form, "save"), 1200);
  const preview = later(() => htmx.trigger("#pratinjau", "preview"), 350);
  const changed = () => { dirty = true; save(); preview(); };
  let sent;
  document.addEventListener("htmx:beforeRequest", ({ detail }) => { if (detail.elt === form) sent = field.value; });
  document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.elt === form && detail.successful) dirty = field.value !== sent; });
  form.addEventListener("submit", () => { dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  // The editor stands in the place of the field and writes into it.
  let editor;
  const findings = () => [...document.querySelectorAll("#temuan [data-line]")].map(({ dataset }) => ({ ...dataset, line: +dataset.line }));
  const go = (line) => {
    if (editor) return editor.go(line);
    const before = field.value.split("\n").slice(0, line - 1).join("\n").length;
    field.focus();
    field.setSelectionRange(before + (line > 1), before + (line > 1));
  };
  if (window.elearnEditor) {
    const box = byId("kotak-editor");
    box.classList.add("cm");
    box.hidden = false;
    field.hidden = true;
    editor = elearnEditor(box, {
      text: field.value,
      label: document.querySelector("label[for=naskah]").textContent,
      changed: (text) => { field.value = text; changed(); },
      save: () => htmx.trigger(form, "save"),
      dropped: (files) => upload(files),
    });
    document.querySelector("label[for=naskah]").addEventListener("click", () => editor.focus());
    editor.mark(findings());
  }
  field.addEventListener("input", changed);
  document.addEventListener("htmx:afterSettle", ({ detail }) => { if (detail.elt.id === "pratinjau") editor?.mark(findings()); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#temuan [data-line]");
    if (!link) return;
    event.preventDefault();
    go(+link.dataset.line);
  });
  const wanted = new URLSearchParams(location.search).get("baris");
  if (wanted) go(+wanted);

  // Pictures and files dropped in or chosen: sent, then named where the cursor stands.
  const chooser = byId("berkas-baru");
  byId("berkas").hidden = false;
  const insert = (words) => {
    if (editor) return editor.insert(words);
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    changed();
  };
  const upload = async (files) => {
    if (!chooser) return;
    for (const file of files) {
      const body = new FormData();
      body.append("berkas", file, file.name);
      const answer = await fetch(chooser.dataset.address, { method: "POST", body, headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" } });
      byId("berkas-hasil").innerHTML = await answer.text();
      const written = byId("berkas-hasil").querySelector("[data-written]")?.dataset.written;
      if (written) insert(written);
    }
  };
  chooser?.addEventListener("change", () => upload([...chooser.files]).then(() => { chooser.value = ""; }));
  field.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    upload([...event.dataTransfer.files]);
  });
})();
