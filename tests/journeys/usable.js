/* What a page needs for hands, eyes and screen readers beyond axe: asked by usable.py in the page itself. */
(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=true]"
  const LAYOUT = { visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: false }

  const seen = (element) => element.checkVisibility(LAYOUT) && element.getClientRects().length > 0
  const told = (element) => {
    const words = element.getAttribute("aria-label") || element.textContent.trim().replace(/\s+/g, " ") || element.name || ""
    return `<${element.localName}${element.id ? "#" + element.id : ""}> ${words.slice(0, 40)}`
  }
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((e) => !e.matches(":disabled") && !e.closest("[inert]") && seen(e))

  // Of radio buttons with one name Tab stops at the chosen one, or at the first.
  const isStop = (element) => {
    if (element.tabIndex < 0) return false
    if (element.type !== "radio") return true
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)].filter((e) => e.form === element.form && !e.disabled)
    return element === (group.find((e) => e.checked) ?? group[0])
  }

  // The part of its box that those around it let one see, sideways and downwards; what scrolls lets one see all of it.
  const cut = (element) => {
    const box = element.getBoundingClientRect()
    if (box.width <= 1 || box.height <= 1) return ""
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around)
      const edge = around.getBoundingClientRect()
      if (edge.width <= 1 || edge.height <= 1) return "" // for screen readers alone
      if (["auto", "scroll"].includes(overflowX) && around.scrollWidth > around.clientWidth) return ""
      if (["hidden", "clip"].includes(overflowX) && (box.left < edge.left - 1 || box.right > edge.right + 1)) return "sideways"
      if (["hidden", "clip"].includes(overflowY) && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1) && !scrollsInside(element, around)) return "downwards"
      if (position === "fixed") break
    }
    return box.left < -1 || box.right > innerWidth + 1 ? "by the window" : ""
  }
  const scrollsInside = (element, outer) => {
    for (let around = element.parentElement; around && around !== outer; around = around.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(around).overflowY)) return true
    return false
  }

  window.usable = {
    // How often Tab is pressed to pass them all: a date has its own stops inside.
    presses: () => controls().filter(isStop).reduce((sum, e) => sum + (/^(date|time|month|week)/.test(e.type) ? 8 : 1), 3),
    listen() {
      this.visited = []
      this.expected = controls().filter(isStop)
      addEventListener("focusin", (event) => this.visited.push(event.target), true)
      controls().find(isStop)?.focus() // the skip link, unless the page has none; Tab goes on from there
    },
    // Whatever Tab has to reach and did not, then whatever it reached out of the order of the page.
    missed() {
      const visited = [...new Set(this.visited)]
      const missed = this.expected.filter((e) => e.isConnected && seen(e) && isStop(e) && !visited.includes(e)).map((e) => `not reached by Tab: ${told(e)}`)
      const inOrder = visited.filter((e) => e.isConnected)
      const swapped = inOrder.slice(1).filter((e, i) => !(inOrder[i].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING))
      return [...missed, ...swapped.map((e) => `out of order: ${told(e)}`)]
    },
    overflowing() {
      const wide = document.documentElement.scrollWidth > innerWidth ? [`scrolls sideways: ${document.documentElement.scrollWidth} of ${innerWidth}`] : []
      return [...wide, ...controls().filter((e) => !e.matches(".skip")).map((e) => [cut(e), e]).filter(([how]) => how).map(([how, e]) => `cut off ${how}: ${told(e)}`)]
    },
    moving() {
      const running = document.getAnimations().map((a) => `moves: ${told(a.effect.target)}`)
      const styled = [...document.querySelectorAll("body *")].filter((e) => ["", "::before", "::after"].some((part) => {
        const style = getComputedStyle(e, part || null)
        return parseFloat(style.transitionDuration) > 0.02 || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.02) || style.scrollBehavior === "smooth"
      }))
      return [...running, ...styled.map((e) => `would move: ${told(e)}`)]
    },
  }
})()
