// From the plain field to the editor and back: what is typed before the editor stands is never lost.

// Puts the editor where the field stood, with the draft (HTML) and all that was typed in the field meanwhile.
// The focus goes from the one to the other at once, so that no key falls between.
export function standIn(createEditor, text, draft, options) {
  const isLonger = text.value.startsWith(text.defaultValue)
  const element = Object.assign(document.createElement("div"), { className: "composer-edit" })
  text.after(element)
  const editor = createEditor({ element, content: isLonger ? draft : paragraphs(text.value), ...options })
  if (isLonger && text.value !== text.defaultValue) continueWith(editor, text.value.slice(text.defaultValue.length))
  if (document.activeElement === text) focusAtEnd(editor, text)
  text.hidden = text.disabled = true
  return editor
}

// At once, which the editor's own command is not.
export function focusAtEnd(editor, text) {
  if (!editor) {
    text.focus()
    return text.setSelectionRange(text.value.length, text.value.length)
  }
  editor.chain().setTextSelection(editor.state.doc.content.size).scrollIntoView().run()
  editor.view.focus()
}

// What a plain field shows of a draft.
export function plain(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  body.querySelectorAll("br").forEach((end) => end.replaceWith("\n"))
  return [...body.children].map((part) => part.textContent).join("\n\n")
}

function paragraphs(text) {
  const element = document.createElement("p")
  return text.split(/\n{2,}/).map((part) => { element.innerText = part; return element.outerHTML }).join("")
}

// With its spaces and lines, at the end of what stands there.
function continueWith(editor, text) {
  text.split(/\n+/).forEach((line, index) => {
    const chain = editor.chain().setTextSelection(editor.state.doc.content.size)
    if (index) chain.splitBlock()
    if (line) chain.command(({ tr }) => Boolean(tr.insertText(line)))
    chain.run()
  })
}
