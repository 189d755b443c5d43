// The few courtesies a page cannot do by itself. Every page works without this file.
(() => {
  const on = (name, then, early) => document.addEventListener(name, then, early);
  const byId = (id) => document.getElementById(id);

  Object.assign(htmx.config, {
    includeIndicatorStyles: false, allowEval: false, historyCacheSize: 0, timeout: 20000, // the page's policy allows neither inline style nor eval
    responseHandling: [
      { code: "204", swap: false }, { code: "[23]..", swap: true }, { code: "408|429|5..", swap: false, error: true }, { code: "4..", swap: true },
    ],
  });

  // Ask before what cannot be undone: data-confirm on a form or its button, and hx-confirm.
  const ask = (question, agree) => {
    const dialog = byId("yakin");
    byId("yakin-tanya").textContent = question;
    dialog.returnValue = "";
    dialog.onclose = () => dialog.returnValue && agree();
    dialog.showModal();
  };
  let agreed;
  on("submit", (event) => {
    const { target: form, submitter } = event;
    const question = submitter?.dataset.confirm || form.dataset.confirm;
    if (!question || agreed === form) return void (agreed = null);
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(question, () => { agreed = form; form.requestSubmit(submitter); });
  }, true);
  on("htmx:confirm", (event) => {
    const { question, issueRequest } = event.detail;
    if (!question) return;
    event.preventDefault();
    ask(question, () => issueRequest(true));
  });

  // One click, one POST; open again after a while, for a download leaves the page standing.
  let sent;
  const release = (button) => { sent = null; button?.removeAttribute("aria-busy"); };
  on("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent === form) return event.preventDefault();
    sent = form;
    submitter?.setAttribute("aria-busy", "true");
    setTimeout(release, 8000, submitter);
  });
  addEventListener("pageshow", () => release(document.querySelector("button[aria-busy]")));

  // Answers in form[data-save]: say when a save fails, and try again, slower each time, until it is saved.
  const unsaved = new Map(); // element with hx-post → failures in a row
  const show = () => { byId("belum-tersimpan").hidden = ![...unsaved.values()].some(Boolean); };
  const resend = (element) => {
    if (!unsaved.get(element)) return;
    if (element.isConnected) htmx.ajax("POST", element.getAttribute("hx-post"), { source: element });
    else unsaved.delete(element);
  };
  const watched = ({ detail }) => detail.elt.matches("form[data-save] [hx-post], form[data-save][hx-post]");
  on("htmx:beforeRequest", (event) => {
    const { elt } = event.detail;
    if (watched(event)) unsaved.set(elt, unsaved.get(elt) || 0);
  });
  on("htmx:afterRequest", (event) => {
    if (!watched(event)) return;
    const { elt, xhr } = event.detail;
    const failures = unsaved.get(elt) + 1;
    if (xhr.status && xhr.status < 500 && ![408, 429].includes(xhr.status)) unsaved.delete(elt);
    else {
      unsaved.set(elt, failures);
      setTimeout(() => unsaved.get(elt) === failures && resend(elt), Math.min(30, 2 ** failures) * 1000);
    }
    show();
  });
  addEventListener("online", () => [...unsaved.keys()].forEach(resend));

  // Leaving with something unsent asks first.
  let changed;
  on("input", (event) => { changed ||= event.target.closest("form[data-guard]"); });
  addEventListener("beforeunload", (event) => { if (!sent && (changed || unsaved.size)) event.preventDefault(); });

  // Entries to put into order: the buttons and dragging move them here, and every number follows.
  const renumber = (list) => {
    [...list.children].forEach((item, place, { length }) => {
      item.querySelector("select").selectedIndex = place + 1;
      item.querySelectorAll("[data-move]").forEach((button) => { button.disabled = place === (button.dataset.move < 0 ? 0 : length - 1); });
    });
  };
  const changedOrder = (list) => list.dispatchEvent(new Event("change", { bubbles: true }));
  on("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li"), list = item.parentElement;
    if (button.dataset.move < 0) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    renumber(list);
    (button.disabled ? item.querySelector("[data-move]:enabled") : button)?.focus();
    changedOrder(list);
  });
  on("change", ({ target }) => {
    const item = target.closest?.("[data-order] > li"), place = target.selectedIndex - 1;
    if (!item || place < 0) return;
    const list = item.parentElement;
    item.remove();
    list.insertBefore(item, list.children[place] || null);
    renumber(list);
    target.focus();
  }, true);
  let held;
  on("pointerover", ({ target }) => {
    const item = target.closest?.("[data-order] > li");
    if (item) item.draggable = !item.querySelector("select").disabled;
  });
  on("dragstart", ({ target }) => {
    held = target.closest?.("[data-order] > li");
    held?.classList.add("held");
  });
  on("dragover", (event) => {
    const over = event.target.closest?.("li");
    if (!held || over?.parentElement !== held.parentElement) return;
    event.preventDefault();
    if (over !== held) over[held.compareDocumentPosition(over) & 4 ? "after" : "before"](held);
  });
  on("dragend", () => {
    if (!held) return;
    held.classList.remove("held");
    renumber(held.parentElement);
    changedOrder(held.parentElement);
    held = null;
  });

  // An open menu closes by Escape or by a click elsewhere.
  const close = (except) => document.querySelectorAll(".menu[open]").forEach((menu) => { menu.open = menu === except; });
  on("click", (event) => close(event.target.closest(".menu")));
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelector(".menu[open] > summary")?.focus();
    close();
  });
})();
