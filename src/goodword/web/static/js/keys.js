// Names of keys, as written in data-key: "e", "Shift+E", "Mod+Enter", "g i" (a chord), "j|ArrowDown" (either).

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const SIGNS = { mod: isMac ? "⌘" : "Ctrl", enter: "↵", shift: "⇧", arrowdown: "↓", arrowup: "↑", escape: "Esc" }

// Where one types.
export const TYPED = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select"

// The name of what was pressed, lower case; empty for what is not ours (Alt, dead keys, composing).
export function nameOf(event) {
  const altGr = event.getModifierState("AltGraph")
  if (event.isComposing || (event.altKey && !altGr)) return ""
  const key = latin(event)
  const mod = !altGr && (isMac ? event.metaKey : event.ctrlKey)
  // "?" and "!" are typed with Shift already; only letters and named keys tell it apart.
  const shift = event.shiftKey && (/^[a-z]$/.test(key) || key.length > 1)
  return `${mod ? "mod+" : ""}${shift ? "shift+" : ""}${key}`
}

// On Cyrillic, Greek, Hebrew … layouts the letter printed in Latin on the same key.
function latin(event) {
  const isForeign = /^\p{L}$/u.test(event.key) && !/^\p{Script=Latin}$/u.test(event.key)
  return (isForeign && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : event.key).toLowerCase()
}

export function keysOf(element) {
  return element.dataset.key.toLowerCase().split("|")
}

// What stands in a closed menu can be done as well.
export function isThere(element) {
  return element.checkVisibility() || Boolean(element.closest("[data-controller~=menu]:not([open])")?.checkVisibility())
}

// A field takes the focus, anything else is pressed.
export function activate(element) {
  if (element.matches(TYPED)) element.focus()
  else element.click()
}

// How a key is shown to a person: ["Ctrl", "↵"].
export function shown(key) {
  return key.split(/[+ ]/).filter(Boolean).map((part) => SIGNS[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part))
}

// What the sheet of keys calls it.
export function labelOf(element) {
  const { keyLabel } = element.dataset
  if (keyLabel || element.ariaLabel) return keyLabel || element.ariaLabel
  return [...element.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join("").trim()
}

export function line(key, label) {
  const item = document.createElement("li")
  const name = document.createElement("span")
  name.textContent = label
  const keys = shown(key).map((part) => Object.assign(document.createElement("kbd"), { textContent: part }))
  item.append(name, ...keys)
  return item
}
