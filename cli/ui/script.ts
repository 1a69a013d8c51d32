/**
 * What runs in the browser: it puts parts that have changed into the page. Without it the page
 * works by reloading.
 */
export const script = `'use strict'
const link = document.getElementById('link')
const said = document.getElementById('said')
const waiting = new Map()

const put = ({ id, version, html }) => {
  const old = document.getElementById(id)
  if (old === null || old.dataset.version === version) return
  // Nobody's typing is lost: what changed meanwhile comes once the focus has left.
  const focused = document.activeElement
  if (old !== focused && old.contains(focused)) return waiting.set(id, { id, version, html })
  const open = [...old.querySelectorAll('details')].map((one) => one.open)
  old.innerHTML = html
  old.dataset.version = version
  old.hidden = html === ''
  const folds = old.querySelectorAll('details')
  if (folds.length === open.length) folds.forEach((one, at) => (one.open = open[at]))
}

addEventListener('focusout', () =>
  setTimeout(() => {
    const all = [...waiting.values()]
    waiting.clear()
    all.forEach(put)
  }),
)

const time = () => new Date().toISOString().slice(11, 19) + ' UTC'
let events
const watch = () => {
  events = new EventSource('events')
  events.addEventListener('part', ({ data }) => put(JSON.parse(data)))
  events.addEventListener('said', ({ data }) => {
    const text = JSON.parse(data)
    if (said.textContent !== text) said.textContent = text
  })
  events.addEventListener('as-of', () => {
    link.className = 'note'
    link.textContent = 'Live, as of ' + time() + '.'
  })
  events.addEventListener('fault', ({ data }) => {
    link.className = 'alert'
    link.textContent = time() + ': ' + JSON.parse(data) + ' What stands below is older.'
  })
  events.onerror = () => {
    link.className = 'alert'
    link.textContent =
      'Since ' + time() + ' the page has no connection to drydock ui, so what stands below is ' +
      'older. If it was ended, start it again and open its new address.'
  }
}
// A tab that nobody sees asks for nothing, and holds none of the browser's few connections.
const look = () => {
  events?.close()
  if (!document.hidden) watch()
}
if ('live' in document.body.dataset) {
  document.addEventListener('visibilitychange', look)
  look()
}
// A form that was sent needs no second click.
addEventListener('submit', ({ target }) =>
  setTimeout(() => target.querySelectorAll('button').forEach((one) => (one.disabled = true))),
)
`

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
<path fill="#2266bb" d="M1 3h2v8h10V3h2v10H1z"/><path fill="#8c959f" d="M5 5h6l-1 4H6z"/></svg>
`
