/* What the page for recording a meeting gains from JavaScript: keys, and that nothing typed is lost. All forms work without it. */
(() => {
  "use strict";

  const contact = document.getElementById("record-contact");
  if (!contact) return;
  const words = contact.dataset;
  const panel = () => document.getElementById("recording");
  const find = (selector) => panel().querySelector(selector);

  /* What is typed is kept in this browser, under what it is about and the version it was written on, until it is saved.
     Sign-out clears every key that begins with "utblick:". */

  const PREFIX = "utblick:record:";
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "version"]);
  const sent = new WeakMap();
  const pressed = new WeakMap();

  const attempt = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise; /* A full or closed store leaves the form as it is on the page. */
    }
  };
  const version = (form) => Number(form.elements.version ? form.elements.version.value : 0);
  const entries = (form) => [...new FormData(form)].filter(([name]) => !NOT_KEPT.has(name));
  const snapshot = (form) => JSON.stringify(entries(form));
  const keysOf = (what) =>
    attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${what}:`)), []);
  const forget = (what) => keysOf(what).forEach((key) => localStorage.removeItem(key));
  const keep = (form, at) =>
    attempt(() => {
      const copy = JSON.stringify({ at: Date.now(), entries: entries(form) });
      localStorage.setItem(`${PREFIX}${form.dataset.keep}:${at}`, copy);
    });

  const latest = (what) => {
    const copies = keysOf(what).map((key) => ({
      ...attempt(() => JSON.parse(localStorage.getItem(key)), { at: 0, entries: [] }),
      version: Number(key.split(":").pop()),
    }));
    if (!copies.length) return null;
    const newest = copies.reduce((one, other) => (other.at > one.at ? other : one));
    return { ...newest, version: Math.min(...copies.map((copy) => copy.version)) };
  };

  const putBack = (form, copy) => {
    const values = new Map();
    copy.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    [...form.elements].forEach((field) => {
      if (!field.name || field.type === "hidden" || field.type === "submit") return;
      const stored = values.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = stored.includes(field.value);
      else if (stored.length) field.value = stored.shift();
    });
  };

  /* A copy of an older version is put back with that version: saving it then shows both texts side by side. */
  const restore = (form) => {
    const copy = "bound" in form.dataset ? null : latest(form.dataset.keep);
    if (!copy) return;
    const fresh = snapshot(form);
    putBack(form, copy.entries);
    if (snapshot(form) === fresh) {
      forget(form.dataset.keep);
      return;
    }
    if (form.elements.version) form.elements.version.value = Math.min(copy.version, version(form));
    const note = form.querySelector("[data-unsaved]");
    if (note) note.textContent = words.kept;
    const away = form.querySelector("[data-throw-away]");
    if (away) away.hidden = false;
  };

  const markUnsaved = () => {
    panel().querySelectorAll("li[data-item]").forEach((line) => {
      const unsaved = keysOf(`item:${line.dataset.item}`).length > 0;
      let mark = line.querySelector(".record__unsaved");
      if (unsaved && !mark) {
        mark = document.createElement("span");
        mark.className = "record__unsaved";
        mark.textContent = words.unsaved;
        line.querySelector("a").append(mark);
      } else if (!unsaved && mark) mark.remove();
    });
    const closing = find("[data-unsaved-closing]");
    if (closing) closing.hidden = !find(".record__unsaved");
  };

  const typed = (event) => {
    const form = event.target.form;
    if (!form || !form.dataset.keep) return;
    keep(form, version(form));
    markUnsaved();
  };
  document.addEventListener("input", typed);

  /* Sending: what was saved is forgotten, what was typed meanwhile is kept on the version that now stands. */

  const say = (text) => {
    contact.hidden = !text;
    if (contact.textContent !== text) contact.textContent = text;
  };

  const settle = (form) => {
    const later = snapshot(form) === sent.get(form) ? null : version(form) + 1;
    forget(form.dataset.keep);
    if (later !== null && "itemForm" in form.dataset) keep(form, later);
  };

  let pending = null;
  const failed = (element) => {
    const retried = element.matches("form[data-retry]");
    say(retried ? words.lost : words.unreachable);
    pending = retried ? element : null;
  };
  const retry = () => {
    if (!pending || !navigator.onLine) return;
    const button = document.contains(pending) && pressed.get(pending);
    if (button) button.click();
    else pending = null;
  };
  setInterval(retry, 3000);
  window.addEventListener("online", retry);

  document.addEventListener("submit", (event) => pressed.set(event.target, event.submitter), true);
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (!form.dataset.keep) return;
    sent.set(form, snapshot(form));
    keep(form, version(form));
  });
  ["htmx:sendError", "htmx:timeout"].forEach((name) =>
    document.addEventListener(name, (event) => panel().contains(event.target) && failed(event.target)),
  );

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target, requestConfig } = event.detail;
    if (!["recording", "record-part"].includes(target.id)) return;
    const element = requestConfig.elt;
    if (!/id="recording"|data-part-heading/.test(xhr.responseText)) {
      event.detail.shouldSwap = false;
      if (xhr.status >= 500) failed(element);
      else say(words.out);
      return;
    }
    say("");
    pending = null;
    document.querySelectorAll("main > .messages").forEach((old) => old.remove());
    if (xhr.status === 409 || xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else if (element.dataset.keep) settle(element);
  });

  /* After the change: drafts back in place, focus where the reader is. */

  const focusOn = (selector) => {
    const place = find(selector);
    if (place) place.focus();
  };
  const tally = () => {
    const grid = find("[data-votes]");
    const text = find("[data-tally]");
    if (!grid || !text) return;
    const number = (value) => grid.querySelectorAll(`input[value="${value}"]:checked`).length;
    const [yes, no, abstained] = ["yes", "no", "abstained"].map(number);
    const left = grid.tBodies[0].rows.length - yes - no - abstained;
    text.textContent = Object.entries({ yes, no, abstained, left }).reduce(
      (said, [name, value]) => said.replace(`{${name}}`, value),
      text.dataset.tally,
    );
  };
  const ready = (within) => {
    within.querySelectorAll("form[data-keep]").forEach(restore);
    markUnsaved();
    tally();
    const current = find(".record__list [aria-current]");
    const list = find(".record__list");
    if (current) list.scrollTop = current.offsetTop - list.clientHeight / 3;
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "record-part") {
      ready(event.target);
      focusOn("[data-part-heading]");
    } else if (event.target.id === "recording") {
      ready(panel());
      if (find(".error-summary")) focusOn(".error-summary");
      else if (!panel().contains(document.activeElement)) focusOn("[data-heading]");
    }
  });

  /* Keys. Single letters only where nothing is typed, and only while they are switched on (WCAG 2.1.4). */

  const OFF = "utblick.record-keys";
  const keysOn = document.getElementById("record-keys");
  keysOn.checked = attempt(() => localStorage.getItem(OFF) !== "off", true);
  keysOn.closest("[data-keys]").hidden = false;
  keysOn.addEventListener("change", () => attempt(() => localStorage.setItem(OFF, keysOn.checked ? "on" : "off")));

  const types = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const change = (field) => {
    field.checked = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const beside = (field, step) => {
    const cell = field.closest("td");
    let row = cell.parentElement;
    do row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    while (row && !row.cells[cell.cellIndex].querySelector("input"));
    if (!row) return;
    const place = row.querySelector("input[type=radio]:checked") || row.cells[cell.cellIndex].querySelector("input");
    place.focus();
  };

  const inGrid = (event, field) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !field.matches("[list]")) {
      event.preventDefault();
      beside(field, step);
      return true;
    }
    const votes = keysOn.checked && field.closest("[data-votes]");
    const choice = votes && field.closest("tr").querySelector(`[data-vote-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!choice) return Boolean(votes);
    change(choice);
    beside(choice, 1);
    return true;
  };

  /* Among many ticks the arrows go from one to the next. */
  const amongTicks = (event, field) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const ticks = step && field.matches("[type=checkbox]") && field.closest(".choices");
    if (!ticks) return false;
    const all = [...ticks.querySelectorAll("input")];
    const next = all[all.indexOf(field) + step];
    event.preventDefault();
    if (next) next.focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const own = at.closest("form.record__part");
      const button = own ? own.querySelector(".actions button") : find("[data-save-next]");
      if (!button) return;
      event.preventDefault();
      button.click(); /* htmx sends the name of a button that was clicked, not of one named to requestSubmit. */
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length === 0) return;
    if (at.closest("[data-grid] td") && inGrid(event, at)) return;
    if (panel().contains(at) && amongTicks(event, at)) return;
    if (!keysOn.checked || types(at)) return;
    const outcome = find(`[data-outcomes] [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!outcome) return;
    event.preventDefault();
    outcome.focus();
    change(outcome);
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    const row = field.closest("[data-roll-row]");
    tally();
    if (field.name === "outcome" && field.value === "minority_returned") {
      const minority = find("[data-minority]");
      if (minority) minority.open = true;
    }
    if (!row) return;
    const here = row.querySelector("[data-here]");
    const serves = row.querySelector("[data-serves]");
    const place = row.querySelector("[data-place]");
    if (field === here && serves && (!here.checked || !place)) serves.checked = here.checked;
    if (field === serves && serves.checked) here.checked = true;
    if (field === place && place.value.trim()) here.checked = serves.checked = true;
    keep(field.form, version(field.form));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (button) {
      event.preventDefault();
      [...find("[data-votes]").tBodies[0].rows].forEach((row) => {
        if (!row.querySelector("input:checked")) row.querySelector("input").checked = true;
      });
      tally();
      keep(button.form, version(button.form));
    }
    if (event.target.closest("[data-throw-away]")) {
      forget(event.target.form.dataset.keep);
      location.reload();
    }
    if (event.target.closest("[data-discard]")) forget(find("form[data-item-form]").dataset.keep);
  });

  ready(panel());
})();
