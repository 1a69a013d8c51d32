import { nothing, render, type Html, type Section } from './html.ts'

type Shown = NonNullable<Section>

/** Sections that are open on a phone; it folds the others, which any wider screen shows as well. */
const open = 3

const idOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '')

const first = '<section id="<%= it.id %>"><h2><%= it.heading %></h2><%~ it.body %></section>'
// The ID is inside: a browser that goes to it unfolds what is around it.
const later =
  '<section><details class="late"><summary><h2><%= it.heading %></h2></summary>' +
  '<div id="<%= it.id %>"><%~ it.body %></div></details></section>'

export const sectionHtml = ({ heading, body }: Shown, at: number): Html =>
  render(at < open ? first : later, { heading, body, id: idOf(heading) })

/** Links to the sections. */
export const contents = (sections: readonly Shown[]): Html =>
  sections.length <= open
    ? nothing
    : render(
        '<nav class="contents" aria-label="Contents"><% for (const s of it.sections) { %>' +
          '<a href="#<%= s.id %>"><%= s.heading %></a> <% } %></nav>',
        { sections: sections.map(({ heading }) => ({ heading, id: idOf(heading) })) },
      )
