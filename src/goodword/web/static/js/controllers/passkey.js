// Asks the browser for a passkey and posts what it answers. The form stays hidden where the browser cannot.
// Reads: verb ("get" or "create"), address (where the options are fetched) or the script #passkey-options; targets
// credential (hidden input) and problem (shown when the browser gives none).
import { Controller } from "../vendor/stimulus.js";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")

function readable({ publicKey }) {
  const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }))
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) }
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) }
  if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials)
  if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials)
  return { publicKey: options }
}

function writable(credential) {
  const response = {}
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part])
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports()
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  }
}

export default class extends Controller {
  static targets = ["credential", "problem"]
  static values = { verb: String, address: String }

  connect() {
    const can = window.isSecureContext && "PublicKeyCredential" in window
    this.element.hidden = !can
    const missing = document.querySelector("[data-passkey-missing]")
    if (missing) missing.hidden = can
  }

  async ask(event) {
    if (this.credentialTarget.value) return // answered: the form goes its way
    event.preventDefault()
    this.problemTarget.hidden = true
    try {
      const credential = await navigator.credentials[this.verbValue](readable(await this.options()))
      this.credentialTarget.value = JSON.stringify(writable(credential))
      this.element.requestSubmit()
    } catch {
      this.problemTarget.hidden = false
    }
  }

  async options() {
    if (!this.addressValue) return JSON.parse(document.getElementById("passkey-options").textContent)
    const answer = await fetch(this.addressValue, { headers: { "X-Requested-With": "XMLHttpRequest" } })
    return (await answer.json()).request_options
  }
}
