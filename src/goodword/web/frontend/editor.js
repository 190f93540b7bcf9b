// The editor of the composer: what may be written here is what the sanitizer lets out again.
import { Editor } from "@tiptap/core"
import Image from "@tiptap/extension-image"
import Link from "@tiptap/extension-link"
import { Placeholder } from "@tiptap/extensions"
import StarterKit from "@tiptap/starter-kit"

const LINK = { openOnClick: false, autolink: true, defaultProtocol: "https", protocols: ["mailto", "tel"] }

// `options`: element, content (HTML), placeholder, label, and Tiptap's own (onUpdate, editorProps, …).
export function createEditor({ placeholder = "", label = "", editorProps = {}, ...options }) {
  return new Editor({
    injectCSS: false,
    extensions: [
      StarterKit.configure({ heading: false, horizontalRule: false, link: false }),
      // Not inclusive: what is typed behind a link does not become part of it.
      Link.extend({ inclusive: false }).configure(LINK),
      Image.configure({ inline: true, allowBase64: false }),
      Placeholder.configure({ placeholder }),
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, dir: "auto" },
      ...editorProps,
    },
    ...options,
  })
}
