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
  scroll-padding-top: 3rem;
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
header > .verdict {
  color: var(--ink);
  font-size: 1.1rem;
  font-weight: 600;
}
.dots {
  display: flex;
  list-style: none;
  margin: .9rem 0 0;
  padding: 0;
}
.dots li {
  flex: 1 1 0;
  min-width: 0;
  position: relative;
  font-size: .78rem;
  line-height: 1.25;
  color: var(--soft);
  text-align: center;
  overflow-wrap: normal;
}
.dots li::before {
  content: '';
  display: block;
  box-sizing: border-box;
  position: relative;
  z-index: 1;
  width: 1rem;
  height: 1rem;
  margin: 0 auto .25rem;
  border: 2px solid var(--soft);
  border-radius: 50%;
  background: var(--card);
}
.dots li + li::after {
  content: '';
  position: absolute;
  top: calc(.5rem - 1px);
  right: 50%;
  width: 100%;
  border-top: 2px solid var(--soft);
}
.dots .done::before { background: var(--good); border-color: var(--good) }
.dots .done + .done::after { border-color: var(--good) }
.dots .failed::before {
  background: var(--bad);
  border-color: var(--bad);
  box-shadow: 0 0 0 3px var(--card), 0 0 0 5px var(--bad);
}
.dots .failed { color: var(--bad); font-weight: 600 }
.hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.contents {
  display: flex;
  flex-wrap: wrap;
  gap: .2rem 1.1rem;
  margin: 1.6rem 0 0;
  padding: .5rem 0;
  border: solid var(--line);
  border-width: 1px 0;
  font-size: .9rem;
}
a { color: var(--link) }
.note, header p:not(.verdict), figcaption, .key, .when { color: var(--soft) }
.note, header p { margin: .2rem 0 .6rem }
header dl + p { margin: .9rem 0 0 }
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
ol, ul { padding-left: 1.4rem }
ol.dots { padding: 0 }
.runbook { font-size: .93rem }
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
.few label { display: none }
details { border-bottom: 1px solid var(--line) }
summary { cursor: pointer; padding: .45rem 0 }
.late { border: 0 }
.late > summary { padding: 0; margin: 2.2rem 0 .5rem }
.late > summary h2 { display: inline; margin: 0 }
@supports selector(details::details-content) {
  @media not screen, (min-width: 46.01rem) {
    .late > summary { list-style: none; pointer-events: none }
    .late > summary::-webkit-details-marker { display: none }
    .late::details-content { content-visibility: visible; block-size: auto }
  }
}
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
