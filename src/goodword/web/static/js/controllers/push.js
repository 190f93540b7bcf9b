/* Lets this browser be told by push, after a click and never before. On a section of the settings.
 *
 *   data-push-key-value      gives the key by which push services know the desk
 *   data-push-devices-value  takes the address and keys that the browser gives
 *   targets: ask, on, denied, unable, failed; one of them is shown
 */
import { Controller } from "../vendor/stimulus.js";
import { agentHere, canBeTold, remember, tellDesk } from "../installed.js";

export default class extends Controller {
  static targets = ["ask", "on", "denied", "unable", "failed"]
  static values = { key: String, devices: String }

  async connect() {
    if (!canBeTold()) return this.show("unable")
    if (Notification.permission === "denied") return this.show("denied")
    this.show("ask")
    const registration = await navigator.serviceWorker.getRegistration()
    const subscription = await registration?.pushManager.getSubscription()
    if (subscription && localStorage.getItem("goodword.told") === agentHere()) this.show("on")
  }

  async allow() {
    if (await Notification.requestPermission() !== "granted") return this.show("denied")
    try {
      await this.subscribe()
    } catch {
      return this.show("failed", "ask")
    }
    location.reload()
  }

  // One made for an earlier key of the desk's is of no use any more.
  async subscribe() {
    const { key } = await (await fetch(this.keyValue, { headers: { Accept: "application/json" } })).json()
    const { pushManager } = await navigator.serviceWorker.ready
    await (await pushManager.getSubscription())?.unsubscribe()
    await tellDesk(this.devicesValue, await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
    remember()
  }

  show(...names) {
    for (const name of this.constructor.targets) this[`${name}Target`].hidden = !names.includes(name)
  }
}
