// The editor of the composer: what may be written here is what the sanitizer lets out again.
import { Editor, Node } from "@tiptap/core"
import Image from "@tiptap/extension-image"
import Link from "@tiptap/extension-link"
import { Placeholder } from "@tiptap/extensions"
import StarterKit from "@tiptap/starter-kit"

const LINK = { openOnClick: false, autolink: true, defaultProtocol: "https", protocols: ["mailto", "tel"] }

// A colleague or a team: kept by number, so that the name may change. Goes as one sign.
const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes() {
    return {
      who: { default: "", parseHTML: (element) => element.dataset.mention, renderHTML: ({ who }) => ({ "data-mention": who }) },
      name: { default: "", parseHTML: (element) => element.textContent.replace(/^@/, ""), renderHTML: () => ({}) },
    }
  },
  parseHTML: () => [{ tag: "span[data-mention]" }],
  renderHTML: ({ node, HTMLAttributes }) => ["span", HTMLAttributes, `@${node.attrs.name}`],
  renderText: ({ node }) => `@${node.attrs.name}`,
})

// `options`: mentions (colleagues may be named), element, content (HTML), placeholder, label, and Tiptap's own (onUpdate, editorProps, …).
export function createEditor({ placeholder = "", label = "", mentions = false, editorProps = {}, ...options }) {
  return new Editor({
    injectCSS: false,
    extensions: [
      StarterKit.configure({ heading: false, horizontalRule: false, link: false }),
      // Not inclusive: what is typed behind a link does not become part of it.
      Link.extend({ inclusive: false }).configure(LINK),
      Image.configure({ inline: true, allowBase64: false }),
      Placeholder.configure({ placeholder }),
      ...(mentions ? [Mention] : []),
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, dir: "auto" },
      ...editorProps,
    },
    ...options,
  })
}
