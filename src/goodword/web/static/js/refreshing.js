// Asks again for parts of the page, and puts in what came: one request at a time for all that are due, and again what failed.

const ADDRESS = "/parts"
const JITTER_MS = 60
const AGAIN_MS = 2000
const MOST_MS = 60_000
const PATIENCE_MS = 30_000
const SLOW_MS = 150
const REST = 10 // a desk that is slow is asked less: so many times as long as it took
const MOST_REST_MS = 4000
const MOST = 20 // parts at once

export class Refreshing {
  constructor() {
    Object.assign(this, { due: new Set(), waiting: new Set(), rests: new Map(), took: 0, wait: AGAIN_MS, isAsking: false })
  }

  refresh(part) {
    if (document.hidden) return this.waiting.add(part.id)
    this.due.add(part.id)
    this.soon()
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

  // Asks as soon as one that is due has rested.
  soon() {
    if (this.isAsking || !this.due.size) return
    const first = Math.min(...[...this.due].map((id) => this.rests.get(id) ?? 0))
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), Math.max(first - performance.now(), 0) + Math.random() * JITTER_MS)
  }

  async ask() {
    const now = performance.now()
    const ids = [...this.due].filter((id) => (this.rests.get(id) ?? 0) <= now).slice(0, MOST)
    ids.forEach((id) => this.due.delete(id))
    const parts = ids.map((id) => document.getElementById(id)).filter((part) => part?.dataset.liveUrl)
    if (parts.length) {
      this.isAsking = true
      await this.fetch(parts)
      this.isAsking = false
    }
    this.soon()
  }

  async fetch(parts) {
    const began = performance.now(), answers = await answersFor(parts).catch(() => [])
    // One slow answer may be chance, and what the browser itself takes says nothing of the desk.
    const took = performance.now() - began, slow = Math.min(took, this.took)
    this.took = took
    for (const [place, part] of parts.entries()) {
      if (await put(part, answers[place]).catch(() => false)) this.rests.set(part.id, performance.now() + Number(part.dataset.liveRest ?? 0))
      else this.later(part.id)
    }
    if (answers.length) this.wait = AGAIN_MS
    if (answers.length && slow > SLOW_MS) await rest(Math.min(MOST_REST_MS, slow * REST))
  }

  later(id) {
    this.waiting.add(id)
    if (this.waking) return
    this.waking = setTimeout(() => {
      this.waking = null
      this.wake()
    }, this.wait * (0.5 + Math.random()))
    this.wait = Math.min(MOST_MS, this.wait * 2)
  }
}

function rest(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds))
}

async function answersFor(parts) {
  const asked = new URLSearchParams(parts.map((part) => ["of", part.dataset.liveUrl]))
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Live": "true", "Accept": "*/*" }
  const answer = await fetch(`${ADDRESS}?${asked}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) })
  if (answer.status >= 500 || answer.status === 429) return []
  if (!answer.ok || answer.status === 204 || answer.redirected) return parts.map(() => ({ status: answer.status }))
  return (await answer.json()).parts
}

// False when it is worth asking again. What may not be seen any more is left as it is.
async function put(part, answer) {
  if (!answer || answer.status >= 500 || answer.status === 429) return false
  if (answer.status !== 200 || !part.isConnected) return true
  // A fragment brings its own element, perhaps after the page's title; anything else is the inside of it.
  const isWhole = new RegExp(`^\\s*(?:<title>[^<]*</title>\\s*)?<[a-z]+[^>]*\\sid="${CSS.escape(part.id)}"`).test(answer.html)
  await htmx.swap({ text: answer.html, target: part, swap: isWhole ? "outerMorph" : "innerMorph", sourceElement: part })
  return true
}
