// How a draft reaches the server.

const KEEPALIVE_BYTES = 60_000 // browsers refuse more in a request that outlives the page

// What the server answers, when it has it; else null.
// `around`: the fields around the text.
export async function postDraft(url, token, html, around = []) {
  const headers = { "X-CSRFToken": token, "HX-Request": "true", Accept: "application/problem+json" }
  const given = around.filter((field) => field.type !== "checkbox" || field.checked)
  const body = new URLSearchParams([["html", html], ...given.map((field) => [field.name, field.value])])
  const answer = await fetch(url, { method: "POST", headers, body, keepalive: body.toString().length < KEEPALIVE_BYTES })
  return answer.ok && !answer.redirected ? answer.text() : null
}
