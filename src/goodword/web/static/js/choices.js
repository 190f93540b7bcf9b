// A strip that opens below what can be seen comes into sight: on a phone what is owed stands above it.

const FAR = 0.7 // of the window's height

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const strip = document.getElementById("choices")
  const swapped = ctx?.target?.id ?? String(ctx?.target).slice(1) // HX-Retarget gives a selector
  if (swapped !== "choices" || !strip?.firstElementChild) return
  if (strip.getBoundingClientRect().top > window.innerHeight * FAR) strip.scrollIntoView({ block: "start" })
})
