/* What pages gain from JavaScript. Every page works without it. No framework; nothing inline, so the strict policy holds. */
(() => {
  "use strict";

  const swedish = document.documentElement.lang !== "en";
  const say = (sv, en) => (swedish ? sv : en);
  const csrfToken = () => {
    const meta = document.querySelector('meta[name="csrf-token"]');
    return meta ? meta.content : "";
  };

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
  });

  /* Search: "/" goes to the box, arrows walk the suggestions, Escape closes them. */

  const searchBox = document.querySelector("[data-search]");
  const typing = (element) =>
    element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

  const moveAmongHits = (event) => {
    const stops = [searchBox.querySelector("input[type=search]"), ...searchBox.querySelectorAll(".search__hits a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  if (searchBox) {
    const hits = searchBox.querySelector(".search__hits");
    const input = searchBox.querySelector("input[type=search]");
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    searchBox.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") moveAmongHits(event);
      if (event.key === "Escape" && hits.hasChildNodes()) {
        event.preventDefault();
        hits.replaceChildren();
        input.focus();
      }
    });
    searchBox.addEventListener("focusout", (event) => {
      if (!searchBox.contains(event.relatedTarget)) hits.hidden = true;
    });
    searchBox.addEventListener("focusin", () => {
      hits.hidden = false;
    });
  }

  /* The menus of the header close with Escape, with a press beside them, and a group when focus leaves it. */

  const openMenus = () => document.querySelectorAll(".masthead details[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    openMenus().forEach((menu) => {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    });
  });
  document.addEventListener("pointerdown", (event) => {
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.querySelectorAll(".masthead .nav__group").forEach((group) => {
    group.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !group.contains(event.relatedTarget)) group.open = false;
    });
  });

  /* A form is sent once, however often its button is pressed. */

  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[data-pressed]").forEach((button) => {
      button.disabled = false;
      button.removeAttribute("aria-busy");
      delete button.dataset.pressed;
    });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || "allowRepeat" in form.dataset) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
    const button = event.submitter;
    if (!button) return;
    /* Disabled after the form is read, so that the button's own name and value are sent. */
    setTimeout(() => {
      button.dataset.pressed = "";
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
    });
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) release(form);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  /* Errors are where the reader lands. */

  const summary = document.querySelector("[data-focus-on-load]");
  if (summary) {
    summary.focus();
    /* An address that ends in #… takes the focus there once the page is whole; what went wrong comes before it. */
    if (location.hash) window.addEventListener("load", () => requestAnimationFrame(() => summary.focus()));
    document.title = `${say("Fel", "Error")}: ${document.title}`;
  }

  /* Drafts save themselves. What could not be sent is kept in this browser and offered back. */

  const DELAY = 1500;
  const DAY = 24 * 60 * 60 * 1000;
  const SKIPPED = new Set(["csrfmiddlewaretoken"]);

  const draftKey = (form) => `utblick:${form.dataset.autosave}:${location.pathname}`;
  const entries = (form) =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIPPED.has(name));

  const keep = (key, form) => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), entries: entries(form) }));
    } catch {
      /* A full or closed store leaves the form as it is on the page. */
    }
  };

  const kept = (key) => {
    try {
      const copy = JSON.parse(localStorage.getItem(key));
      if (copy && Date.now() - copy.at < DAY) return copy;
      localStorage.removeItem(key);
    } catch {
      /* Unreadable is the same as absent. */
    }
    return null;
  };

  const forget = (key) => {
    try {
      localStorage.removeItem(key);
    } catch {
      /* Nothing to forget. */
    }
  };

  const putBack = (form, copy) => {
    const values = new Map();
    copy.entries.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    [...form.elements].forEach((element) => {
      if (!element.name || SKIPPED.has(element.name) || element.type === "file" || element.type === "hidden") return;
      const stored = values.get(element.name) || [];
      if (element.type === "checkbox" || element.type === "radio") element.checked = stored.includes(element.value);
      else if (element.multiple) [...element.options].forEach((option) => (option.selected = stored.includes(option.value)));
      else if (stored.length) element.value = stored.shift();
    });
  };

  const clock = (when) =>
    new Date(when).toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" });

  const offerBack = (form, key, copy, onRestored) => {
    const offer = document.createElement("div");
    offer.className = "ds-alert";
    offer.dataset.color = "warning";
    offer.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = say(
      `Det finns text från ${clock(copy.at)} som aldrig kom fram till servern.`,
      `There is text from ${clock(copy.at)} that never reached the server.`,
    );
    const buttons = document.createElement("div");
    buttons.className = "cluster";
    const choice = (label, variant, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ds-button";
      button.dataset.color = "accent";
      button.dataset.variant = variant;
      button.textContent = label;
      button.addEventListener("click", () => {
        act();
        forget(key);
        offer.remove();
      });
      buttons.append(button);
    };
    choice(say("Återställ texten", "Restore the text"), "primary", () => {
      putBack(form, copy);
      onRestored();
    });
    choice(say("Släng den", "Discard it"), "tertiary", () => {});
    offer.append(text, buttons);
    form.prepend(offer);
  };

  const startAutosave = (form) => {
    const url = form.dataset.autosave;
    const key = draftKey(form);
    const status = form.querySelector(".autosave") || form.appendChild(document.createElement("p"));
    status.className = "autosave";
    status.setAttribute("role", "status");
    let timer = 0;
    let running = null;

    const report = (state, text) => {
      status.dataset.state = state;
      status.textContent = text;
    };

    const save = async () => {
      if (running) running.abort();
      const attempt = new AbortController();
      running = attempt;
      try {
        const response = await fetch(url, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Autosave": "1", "X-CSRFToken": csrfToken() },
          signal: attempt.signal,
        });
        if (!response.ok || response.redirected) throw new Error(String(response.status));
        forget(key);
        report("saved", say(`Utkast sparat ${clock(Date.now())}`, `Draft saved ${clock(Date.now())}`));
      } catch (error) {
        if (error.name === "AbortError") return;
        keep(key, form);
        report(
          "failed",
          say(
            "Utkastet kunde inte sparas på servern. Det finns kvar i den här webbläsaren.",
            "The draft could not be saved on the server. It is kept in this browser.",
          ),
        );
      } finally {
        if (running === attempt) running = null;
      }
    };

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, DELAY);
    };

    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      if (running) running.abort();
      keep(key, form);
      setSent(key);
    });
    const copy = kept(key);
    if (copy) offerBack(form, key, copy, later);
  };

  /* A sent form's copy goes when the answer shows that it arrived. On the way through sign-in it stays. */

  const SENT = "utblick:sent";
  const setSent = (key) => {
    try {
      sessionStorage.setItem(SENT, key);
    } catch {
      /* Without a store there is nothing to clear later. */
    }
  };

  const settleSent = () => {
    const key = sessionStorage.getItem(SENT);
    if (!key || document.querySelector("input[type=password], [data-sign-in]")) return;
    sessionStorage.removeItem(SENT);
    const sameForm = [...document.querySelectorAll("form[data-autosave]")].some((form) => draftKey(form) === key);
    const answered = summary || document.querySelector('.messages [data-color="success"]');
    if (!sameForm || answered) forget(key);
  };

  try {
    settleSent();
  } catch {
    /* A closed store keeps nothing. */
  }
  document.querySelectorAll("form[data-autosave]").forEach(startAutosave);

  /* The next person at this computer finds no drafts. */

  document.querySelectorAll("form[data-sign-out]").forEach((form) =>
    form.addEventListener("submit", () => {
      try {
        Object.keys(localStorage).filter((key) => key.startsWith("utblick:")).forEach((key) => localStorage.removeItem(key));
      } catch {
        /* Nothing kept, nothing to clear. */
      }
      /* The papers kept for reading without a network too; the answer to the sign-out asks the browser for the same. */
      if ("caches" in window) {
        caches.keys().then((names) => names.filter((name) => name.startsWith("utblick-")).forEach((name) => caches.delete(name)));
      }
    }),
  );

  /* One more row in a formset. */

  const addRow = (rows) => {
    const total = rows.querySelector(`input[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
    const template = rows.querySelector("template");
    const row = template.content.cloneNode(true);
    const number = total.value;
    row.querySelectorAll("*").forEach((element) => {
      [...element.attributes].forEach((attribute) => {
        if (attribute.value.includes("__prefix__")) {
          element.setAttribute(attribute.name, attribute.value.replaceAll("__prefix__", number));
        }
      });
    });
    const first = row.querySelector("input:not([type=hidden]), select, textarea");
    template.before(row);
    total.value = Number(number) + 1;
    if (first) first.focus();
  };

  document.querySelectorAll("[data-rows]").forEach((rows) => {
    const button = rows.querySelector("[data-add-row]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => addRow(rows));
  });
})();
