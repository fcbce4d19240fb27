import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { icon } from "./parts.js";

let open = null;
let repaint = () => {};

/** Has the page painted again when a menu opens or closes. */
export function menusPaint(paint) {
  repaint = paint;
}

export function isMenuOpen() {
  return open !== null;
}

/**
 * Opens a menu at a button.
 *
 * @param items each with label, icon, key and act; null for a line between them
 */
export function openMenu(button, label, items) {
  open = { button, label, items };
  repaint();
  const menu = document.getElementById("menu");
  const at = button.getBoundingClientRect();
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - menu.offsetHeight - 4)}px`;
  menu.querySelector("[role^=menuitem]").focus();
}

export function closeMenu() {
  if (open) {
    const { button } = open;
    open = null;
    repaint();
    button.isConnected && button.focus();
  }
}

function choose(item) {
  closeMenu();
  item.act();
}

function step(event) {
  const items = [...event.currentTarget.querySelectorAll("[role^=menuitem]")];
  const here = items.indexOf(document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  const byKey = open.items.find((item) => item && item.key === event.key);
  if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    closeMenu();
  } else if (byKey) {
    event.preventDefault();
    choose(byKey);
  }
  event.stopPropagation();
}

/** Shows the open menu, if there is one. */
export function menu() {
  return open
    ? html`<div class="veil" @pointerdown=${closeMenu}></div>
        <div class="menu" id="menu" role="menu" aria-label=${open.label} @keydown=${step}>
          ${open.items.map((item) =>
            item
              ? html`<button
                  type="button"
                  role=${item.on === undefined ? "menuitem" : "menuitemradio"}
                  aria-checked=${item.on === undefined ? nothing : item.on}
                  tabindex="-1"
                  @click=${() => choose(item)}
                >
                  ${item.icon ? icon(item.icon) : nothing}${item.label} ${item.key ? html`<kbd>${item.key}</kbd>` : nothing}
                </button>`
              : html`<hr />`,
          )}
        </div>`
    : nothing;
}
