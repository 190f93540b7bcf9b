// A person as a small round sign, as the server draws it (web/components/people.py).

const HUES = 6

export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...word][0]).join("").toUpperCase() || "?"
}

export function sign(id, letters) {
  return Object.assign(document.createElement("span"), { className: `avatar s h${(id % HUES) + 1}`, textContent: letters, ariaHidden: "true" })
}
