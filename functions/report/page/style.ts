import { chartStyle } from './chart-style.ts'
import { colours } from './colours.ts'
import { mediaStyle } from './media-style.ts'

const page = `
* { box-sizing: border-box }
body {
  font: 15px/1.5 system-ui, sans-serif;
  color: var(--ink);
  background: var(--page);
  max-width: 76rem;
  margin: 0 auto;
  padding: 1.5rem 1rem 3rem;
  overflow-wrap: anywhere;
}
h1 {
  font-size: 1.7rem;
  line-height: 1.2;
  margin: 0 0 .3rem;
}
h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem }
h3 { font-size: .95rem; margin: 1.2rem 0 .3rem }
header {
  border-left: .45rem solid var(--good);
  background: var(--card);
  padding: 1rem 1.2rem;
  border-radius: .3rem;
}
header.failed { border-color: var(--bad) }
h1 .succeeded, .yes { color: var(--good) }
h1 .failed, .no { color: var(--bad) }
.warning { color: var(--warn) }
.yes, .no, .warning { font-weight: 600 }
.note, header p, figcaption, .key, .when { color: var(--soft) }
.note, header p { margin: .2rem 0 .6rem }
.figures {
  display: flex;
  flex-wrap: wrap;
  gap: .6rem 2.2rem;
  margin: .9rem 0 0;
}
.figures div { min-width: 6rem }
.figures dt { color: var(--soft); font-size: .85rem }
.figures dd {
  margin: 0;
  font-size: 1.35rem;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
}
.whole { white-space: nowrap }
pre {
  white-space: pre-wrap;
  background: var(--card);
  padding: .7rem .9rem;
  border-radius: .3rem;
  font-size: .85rem;
}
ol { padding-left: 1.4rem }
.alert { border-left: .3rem solid var(--bad); padding-left: .8rem }
table {
  border-collapse: collapse;
  width: 100%;
  font-size: .9rem;
  margin: .4rem 0 .8rem;
}
th, td {
  text-align: left;
  padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line);
  vertical-align: top;
  overflow-wrap: break-word;
}
td:first-child { min-width: 7rem }
th { color: var(--soft); font-weight: 600 }
.n {
  text-align: right;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
th.n { white-space: normal }
.n + :not(.n) { padding-left: .9rem }
details { border-bottom: 1px solid var(--line) }
summary { cursor: pointer; padding: .45rem 0 }
footer {
  margin-top: 2.5rem;
  padding-top: .8rem;
  border-top: 1px solid var(--line);
  color: var(--soft);
  font-size: .85rem;
}
footer p { margin: .2rem 0 }
`

/** The last part overrides the others. */
export const style = [colours, page, chartStyle, mediaStyle].join('')
