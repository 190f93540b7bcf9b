// What a live refresh must leave as it is: state that the reader or a behavior gave an element, which the server cannot know.

const KEPT = [
  ["details", "open"],
  [".letter-frame", "style"],
  [".row", "aria-current"],
  ["[data-list-target=item]", "tabindex"],
  ["[data-shown]", "data-shown"],
  [".choices-query", "hidden"],
]

htmx.registerExtension("keeps-state", {
  htmx_before_morph_attr: (element, { attrName }) => !KEPT.some(([selector, name]) => name === attrName && element.matches(selector)),
})
