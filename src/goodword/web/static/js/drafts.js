// How a draft reaches the server.

const KEEPALIVE_BYTES = 60_000 // browsers refuse more in a request that outlives the page

// True when the server has it.
// `around`: the fields around the text, by name.
export async function postDraft(url, token, html, around = []) {
  const headers = { "X-CSRFToken": token, "HX-Request": "true", Accept: "application/problem+json" }
  const body = new URLSearchParams([["html", html], ...around])
  const answer = await fetch(url, { method: "POST", headers, body, keepalive: body.toString().length < KEEPALIVE_BYTES })
  return answer.ok && !answer.redirected
}
