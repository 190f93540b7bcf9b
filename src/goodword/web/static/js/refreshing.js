// Asks again for parts of the page, and puts in what came: one request at a time for each, and again what failed.

const JITTER_MS = 60
const AGAIN_MS = 2000
const MOST_MS = 60_000
const PATIENCE_MS = 30_000
const SLOW_MS = 150
const REST = 10 // a desk that is slow is asked less: so many times as long as it took

export class Refreshing {
  constructor() {
    Object.assign(this, { waiting: new Set(), asked: new Map(), took: new Map(), wait: AGAIN_MS })
  }

  refresh(part) {
    if (document.hidden) return this.waiting.add(part.id)
    if (this.asked.has(part.id)) return this.asked.set(part.id, true)
    this.asked.set(part.id, false)
    setTimeout(() => this.ask(part), Math.random() * JITTER_MS)
  }

  // What waited because nobody looked, or because no answer came.
  wake() {
    if (document.hidden) return
    const ids = [...this.waiting]
    this.waiting.clear()
    ids.forEach((id) => this.refreshById(id))
  }

  refreshById(id) {
    const part = document.getElementById(id)
    if (part) this.refresh(part)
  }

  async ask(part) {
    const { id } = part, began = performance.now()
    let took = 0
    const hasAnswer = !part.isConnected || await fetchInto(part, () => { took = performance.now() - began }).catch(() => false)
    // One slow answer may be chance, and what the browser itself takes says nothing of the desk.
    const slow = Math.min(took, this.took.get(id) ?? 0)
    this.took.set(id, took)
    if (slow > SLOW_MS && hasAnswer) await rest(Math.min(AGAIN_MS * 2, slow * REST))
    const again = this.asked.get(id)
    this.asked.delete(id)
    if (!hasAnswer) return this.later(id)
    this.wait = AGAIN_MS
    if (again) this.refreshById(id)
  }

  later(id) {
    this.waiting.add(id)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.wake(), this.wait * (0.5 + Math.random()))
    this.wait = Math.min(MOST_MS, this.wait * 2)
  }
}

function rest(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds))
}

// False when it is worth asking again. What may not be seen any more is left as it is. `answered` is called before it is drawn.
async function fetchInto(part, answered) {
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Live": "true" }
  const answer = await fetch(part.dataset.liveUrl, { headers, signal: AbortSignal.timeout(PATIENCE_MS) })
  if (answer.status >= 500 || answer.status === 429) return false
  if (!answer.ok || answer.status === 204 || answer.redirected || !part.isConnected) return true
  const text = await answer.text()
  answered()
  // A fragment brings its own element; anything else is the inside of it.
  const isWhole = new RegExp(`^\\s*<[a-z]+[^>]*\\sid="${CSS.escape(part.id)}"`).test(text)
  await htmx.swap({ text, target: part, swap: isWhole ? "outerMorph" : "innerMorph", sourceElement: part })
  return true
}
