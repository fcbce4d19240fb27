// Paints what needs somebody, of what came with the page, before anything else is read: that would share the processor. The other
// scripts then paint the same with all that can be done about it, in the same places.
(() => {
  const TEXTS = {
    en: {
      needSomeone: (n) => `${many(n)} ${n === 1 ? "check needs" : "checks need"} someone`,
      allOk: (n) => (n === 1 ? "The check is OK" : `All ${many(n)} checks are OK`),
      noneNeeds: "No check needs someone",
      takesNone: (name) => `${name} takes no alerts`,
      states: { error: "Error", degraded: "Degraded" },
      parts: { degraded: "Degraded", acknowledged: "Acknowledged", silenced: "Silenced" },
      counted: { degraded: "degraded", acknowledged: "acknowledged", silenced: "silenced", pending: "pending", sleeping: "sleeping", paused: "paused", ok: "OK" },
      columns: ["", "Check and reason", "Since", "Last 2 h", "Notified", "Who has it"],
      notOk: "Checks that are not OK",
      priority: (n) => `priority ${n}`,
      nobody: "nobody",
      nobodyYet: "nobody yet",
      somebody: "Somebody",
      point: ",",
      units: { d: "d", h: "h", min: "min", s: "s" },
    },
    de: {
      needSomeone: (n) => `${many(n, ".")} ${n === 1 ? "Prüfung braucht" : "Prüfungen brauchen"} jemanden`,
      allOk: (n) => (n === 1 ? "Die Prüfung ist OK" : `Alle ${many(n, ".")} Prüfungen sind OK`),
      noneNeeds: "Keine Prüfung braucht jemanden",
      takesNone: (name) => `${name} nimmt keine Meldungen an`,
      states: { error: "Fehler", degraded: "Eingeschränkt" },
      parts: { degraded: "Eingeschränkt", acknowledged: "Übernommen", silenced: "Stummgeschaltet" },
      counted: { degraded: "eingeschränkt", acknowledged: "übernommen", silenced: "stumm", pending: "ausstehend", sleeping: "schlafen", paused: "angehalten", ok: "OK" },
      columns: ["", "Prüfung und Grund", "Seit", "Letzte 2 Std.", "Benachrichtigt", "Wer sich kümmert"],
      notOk: "Prüfungen, die nicht OK sind",
      priority: (n) => `Priorität ${n}`,
      nobody: "niemand",
      nobodyYet: "noch niemand",
      somebody: "Jemand",
      point: ".",
      units: { d: "T", h: "Std.", min: "Min.", s: "s" },
    },
  };

  function spoken() {
    try {
      const kept = localStorage.getItem("vedette-language");
      if (TEXTS[kept]) {
        return kept;
      }
    } catch {
      // Storage is off: the browser's language applies.
    }
    return navigator.languages.map((one) => one.slice(0, 2)).find((one) => TEXTS[one]) || "en";
  }

  /** Writes a number; what browsers have for it is dear when it is first used. */
  const many = (n, point = ",") => String(n).replace(/\B(?=(\d{3})+$)/g, point);

  const language = spoken();
  const locale = language === "en" ? "en-GB" : language;
  const t = TEXTS[language];

  /** Makes an element; what it holds is elements and texts, which stay texts. */
  function made(kind, style, ...inside) {
    const element = document.createElement(kind);
    element.className = style;
    element.append(...inside);
    return element;
  }

  const link = (style, href, ...inside) => Object.assign(made("a", style, ...inside), { href });
  const shape = (status, hollow) => made("span", `s s-${status}${hollow ? " hollow" : ""}`);
  const shapes = { degraded: ["degraded"], acknowledged: ["error"], silenced: ["error", true] };

  function drawn(style, name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", style);
    svg.setAttribute("aria-hidden", "true");
    if (name) {
      const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
      use.setAttribute("href", `#i-${name}`);
      svg.append(use);
    }
    return svg;
  }

  function lasting(millis) {
    const minutes = Math.floor(millis / 60_000);
    const [first, second] = minutes < 60 ? [[minutes, "min"]] : minutes < 1_440 ? [[Math.floor(minutes / 60), "h"], [minutes % 60, "min"]] : [[Math.floor(minutes / 1_440), "d"], [Math.floor((minutes % 1_440) / 60), "h"]];
    const said = ([count, unit]) => `${count} ${t.units[unit]}`;
    return minutes < 1 ? `${Math.max(0, Math.round(millis / 1_000))} ${t.units.s}` : said(first) + (second && second[0] > 0 ? ` ${said(second)}` : "");
  }

  function clock(instant) {
    const then = new Date(instant);
    return then.toDateString() === new Date().toDateString()
      ? then.toTimeString().slice(0, 5)
      : then.toLocaleDateString(locale, { day: "numeric", month: "short" });
  }

  function head({ counts, total }) {
    const headline =
      counts.attention > 0
        ? [shape("error"), t.needSomeone(counts.attention)]
        : counts.ok === total
          ? [shape("ok"), t.allOk(total)]
          : [shape(counts.degraded > 0 ? "degraded" : "ok"), t.noneNeeds];
    const others = Object.keys(t.counted).filter((part) => counts[part] > 0);
    const count = (part) =>
      link(part === "ok" ? "wide" : "", `#/?show=${part}`, part === "acknowledged" ? drawn("icon", "hand") : shape(...(shapes[part] || [part])),
        made("span", "", made("b", "", many(counts[part], t.point)), ` ${t.counted[part]}`));
    return made("div", "head", made("div", "", made("h1", "", headline[0], made("span", "", headline[1])), made("div", "counts", ...others.map(count))));
  }

  function row(check, part) {
    const problem = ({ health }) => health === "error" || health === "degraded";
    const told = check.told.filter(problem).map((one) => one.target).join(", ") || (check.mute ? t.nobody : t.nobodyYet);
    const owner = check.acknowledged ? check.acknowledged.by || t.somebody : "";
    const message = check.message ? check.message.charAt(0).toUpperCase() + check.message.slice(1) : "";
    const where = [check.group, check.priority ? t.priority(check.priority) : check.tier].filter(Boolean).join(" · ");
    const quiet = part === "acknowledged" || part === "silenced";
    const line = made("li", `row ${check.status} ${quiet ? "pale" : ""}`,
      made("div", "pick", shape(check.status, part === "silenced")),
      made("div", "what",
        made("p", "name-line", link("name", `#/checks/${encodeURIComponent(check.name)}`, check.name), " ", made("span", "where", where)),
        made("p", "why", made("span", `w w-${check.status}`, `${t.states[check.status]}.`), " ", made("span", "", message))),
      made("div", "since", made("b", "", made("time", "", clock(check.since))), made("span", "", lasting(Date.now() - Date.parse(check.since)))),
      drawn("spark"),
      made("div", "told", made("span", "line", made("span", "lab", `${t.columns[4]} `), told)),
      made("div", "has", made("div", "", ...(owner ? [made("span", "line owner", owner)] : []))));
    line.querySelectorAll(".name, .owner, .why span").forEach((one) => one.setAttribute("dir", "auto"));
    return line;
  }

  function list(parts) {
    const all = made("section", "sheet list", made("div", "cols", ...t.columns.map((one) => made("span", "", one))));
    all.setAttribute("aria-label", t.notOk);
    for (const { part, total, checks } of parts) {
      if (part !== "attention" || all.childElementCount > 1) {
        all.append(made("h2", "part", t.parts[part], " ", made("span", "", many(total, t.point))));
      }
      all.append(made("ul", "rows", ...checks.map((check) => row(check, part))));
    }
    return all;
  }

  function notices(targets) {
    return made("ul", "notices sheet", ...targets.map(({ name }) => made("li", "bad", drawn("icon", "warn"), made("p", "", made("b", "", t.takesNone(name))))));
  }

  function paint(data) {
    const page = made("div", "page", head(data));
    data.targets.length > 0 && page.append(notices(data.targets));
    data.parts.length > 0 && page.append(list(data.parts));
    document.documentElement.lang = language;
    document.querySelector("#app .top").after(made("main", "", page));
  }

  /** The milliseconds after which nobody waits for the first frame: there may be none. */
  const LONGEST = 300;
  const isOverview = /^(#\/?)?$/.test(location.hash);

  /** Has the browser read all other scripts, and asks for what the overview shows meanwhile; once. */
  function rest() {
    const all = document.getElementById("rest");
    if (!all) {
      return;
    }
    all.remove();
    if (isOverview) {
      const asked = `${location.origin}${location.pathname.replace(/[^/]*$/, "")}api/v1/overview?limit=100`;
      const answer = fetch(asked, { headers: { Accept: "application/json" } });
      answer.catch(() => {}); // Whoever takes it is told.
      window.first = { asked, answer };
    }
    document.body.append(document.importNode(all.content, true)); // Scripts run of a copy, in every browser.
  }

  const data = JSON.parse(document.getElementById("seen-first").textContent);
  const hasSome = isOverview && data && data.total > 0 && data.counts.pending < data.total;
  try {
    hasSome && paint(data);
  } finally {
    if (hasSome && !document.hidden) {
      // The callback of a frame runs before its painting, a task begun there after it.
      requestAnimationFrame(() => setTimeout(rest));
      setTimeout(rest, LONGEST);
    } else {
      rest();
    }
  }
})();
