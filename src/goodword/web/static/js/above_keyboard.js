// Where the keyboard on the screen lies over the page instead of making it shorter (Safari), the page makes room itself:
// --keyboard is how much of the window it hides, [data-keyboard] says that it is there. Chromium and Firefox do as base.html asks.

const view = window.visualViewport
const LEAST_PX = 80 // less is a bar of the browser, not a keyboard

function makeRoom() {
  const hidden = Math.round(window.innerHeight - view.height)
  const isKeyboard = view.scale === 1 && hidden > LEAST_PX // when somebody zooms in, less is seen as well
  const page = document.documentElement
  page.style.setProperty("--keyboard", isKeyboard ? `${hidden}px` : "0px")
  page.toggleAttribute("data-keyboard", isKeyboard)
  if (isKeyboard) window.scrollTo(0, 0)
}

view?.addEventListener("resize", makeRoom)
