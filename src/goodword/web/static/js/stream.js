// A stream of /live that knows up to where it was told, and begins there again: after a restart, a sleep, a dead line.
// `told` hears changed(topics), any other event as named(name, data), and connected(true or false).

const FIRST_MS = 2000
const MOST_MS = 60_000
const SILENT_MS = 40_000 // the desk says something every 15 seconds
const LOOK_MS = 5000
const QUIET_MS = 20_000

export class Stream {
  constructor(url, told, named = []) {
    Object.assign(this, { url, told, named, topics: [], at: "", wait: FIRST_MS })
    this.timer = setInterval(() => this.look(), LOOK_MS)
  }

  end() {
    clearInterval(this.timer)
    this.close()
  }

  close() {
    clearTimeout(this.again)
    this.source?.close()
    this.source = null
  }

  // What the page shows of the topics is as new as `at`; empty when nobody knows.
  follow(topics, at) {
    Object.assign(this, { topics, at })
    this.open()
  }

  open() {
    this.close()
    if (!this.topics.length || this.isAsleep) return
    const asked = this.topics.map((topic) => ["show", topic])
    if (this.at) asked.push(["after", this.at])
    const source = new EventSource(`${this.url}?${new URLSearchParams(asked)}`)
    Object.assign(this, { source, heardAt: Date.now(), hasHeard: false })
    const hear = (name, act) => source.addEventListener(name, (event) => { this.heardAt = Date.now(); act(event) })
    hear("at", ({ lastEventId }) => this.stands(lastEventId))
    hear("changed", ({ data }) => this.told.changed([JSON.parse(data).topic]))
    hear("stale", () => this.told.changed(this.topics))
    this.named.forEach((name) => hear(name, ({ data }) => this.told.named(name, JSON.parse(data))))
    source.addEventListener("error", () => this.fail())
  }

  stands(position) {
    Object.assign(this, { at: position, wait: FIRST_MS, hasHeard: true })
    this.told.connected(true)
  }

  // Later and later, and not everybody at the same moment.
  fail() {
    this.close()
    this.told.connected(false)
    this.again = setTimeout(() => this.open(), this.wait * (0.5 + Math.random()))
    this.wait = Math.min(MOST_MS, this.wait * 2)
  }

  // A line can be dead without anybody being told. Where nothing ever comes through, looking now and then is what is left.
  look(silent = SILENT_MS) {
    if (!this.source || Date.now() - this.heardAt < silent) return
    if (!this.hasHeard) this.told.changed(this.topics)
    this.open()
  }

  // A page that nobody sees holds no connection: browsers have few of them for all tabs together.
  sleep() {
    this.isAsleep = true
    this.close()
  }

  wake() {
    this.isAsleep = false
    if (this.source) this.look(QUIET_MS)
    else this.open()
  }
}
