import { runbookSection } from '../runbook-section.ts'
import { folded, join, nothing, render, type Html } from './html.ts'

const block = `<% if (it.list) { %><ul>
<%_ for (const i of it.items) { %><li><%~ i %></li><% } %></ul>
<%_ } else { %><p><%~ it.items[0] %></p><% } %>`

/**
 * What the runbook says under a heading; of a list by check or gate, what is about those that the
 * error names. Its last line stands in the report already, as what to do next.
 */
export function runbookHtml(heading: string, message: string): Html {
  const blocks = runbookSection(heading)
    .split(/\n\n+/)
    .filter((text) => text !== '' && !text.startsWith('Next: '))
  if (blocks.length === 0) return nothing
  const drawn = blocks.map((text) => {
    const list = text.startsWith('- ')
    const items = list ? concerning(text.slice(2).split(/\n- /), message) : [text]
    return render(block, { list, items: items.map(inline) })
  })
  return folded(`What docs/runbook.md says of ${heading}`, join(drawn), true)
}

/** All of a list's items, if the message names none. */
function concerning(items: readonly string[], message: string): readonly string[] {
  const named = items.filter((item) =>
    [...(item.split(':')[0] ?? '').matchAll(/`([^`]+)`/g)].some(
      ([, name]) => name !== undefined && message.includes(name),
    ),
  )
  return named.length === 0 ? items : named
}

/** Code, emphasis and links of Markdown; a link is text, since it leads into the repository. */
function inline(text: string): Html {
  const parts = text
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .split(/(`[^`]+`|\*[^*\s][^*]*\*)/)
    .map((part) => ({
      kind: part.startsWith('`') ? 'code' : /^\*.*\*$/s.test(part) ? 'em' : '',
      text: /^(`.*`|\*.*\*)$/s.test(part) ? part.slice(1, -1) : part,
    }))
  return render(
    '<% for (const p of it.parts) { %><% if (p.kind) { %><<%= p.kind %>><% } %><%= p.text %>' +
      '<% if (p.kind) { %></<%= p.kind %>><% } %><% } %>',
    { parts },
  )
}
