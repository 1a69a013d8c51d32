import { style as report } from '../../functions/report/page/style.ts'

/** The report's style, and what only the page has: states, forms, cards. */
export const style = `${report}
header { border-left: 0; border-bottom: .2rem solid var(--s1) }
nav { border: 0; margin: 0; padding: 0 }
nav ol { list-style: none; margin: 0; padding: 0; display: flex; gap: .4rem }
nav li::after { content: ' ›' / '' }
:focus-visible { outline: .15rem solid var(--s1); outline-offset: .1rem }
main:focus, section:focus { outline: 0 }
.skip { position: absolute; left: -99rem }
.skip:focus { position: static }
#said { color: var(--ink); font-weight: 600 }
#said:empty { margin: 0 }
h4 { font-size: .95rem; margin: 1.2rem 0 .3rem }
.states, .states ol {
  list-style: none;
  margin: 0;
  padding: 0;
  display: flex;
  flex-wrap: wrap;
  gap: .4rem;
  align-items: center;
}
.states { margin: .6rem 0 1rem }
.states li:not(:last-child)::after { content: ' →' / ''; color: var(--soft) }
.states .many {
  border: 1px solid var(--line);
  border-radius: .3rem;
  padding: .3rem .5rem .4rem;
}
.states .many:not(:last-child)::after { content: none }
.stage { display: block; color: var(--soft); font-size: .8rem }
.state {
  display: inline-block;
  border: 1px solid var(--line);
  border-radius: .3rem;
  padding: .1rem .5rem;
  font-size: .85rem;
}
.state.done { border-color: var(--good); color: var(--good) }
.state.done::before { content: '✓ ' / '' }
.state.now { background: var(--s1); border-color: var(--s1); color: var(--page); font-weight: 600 }
.state.next { color: var(--soft) }
progress { width: 100%; height: 1rem; accent-color: var(--s1) }
.slow progress, .pause progress { accent-color: var(--s4) }
.why { border-left: .3rem solid var(--s4); padding-left: .8rem }
.verdict { font-size: 1.1rem }
.cards, .forms {
  list-style: none;
  margin: .4rem 0 1rem;
  padding: 0;
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
  gap: .8rem;
}
.cards li, form { background: var(--card); border-radius: .3rem; padding: .7rem .9rem }
.cards h3 { margin-top: 0 }
form { display: flex; flex-direction: column; gap: .5rem; align-items: flex-start }
form p { margin: 0 }
small { color: var(--soft) }
input:not([type=checkbox]), select {
  max-width: 34rem;
  display: block;
  width: 100%;
  font: inherit;
  color: var(--ink);
  background: var(--page);
  border: 1px solid var(--soft);
  border-radius: .3rem;
  padding: .35rem .5rem;
}
label { width: 100% }
fieldset { border: 1px solid var(--line); border-radius: .3rem }
fieldset label { display: block; padding: .15rem 0 }
form details { width: 100% }
form fieldset { columns: 13rem }
button {
  font: inherit;
  font-weight: 600;
  color: var(--ink);
  background: var(--page);
  border: 1px solid var(--soft);
  border-radius: .3rem;
  padding: .4rem .9rem;
  min-height: 2.5rem;
  cursor: pointer;
}
button.good { border-color: var(--good); color: var(--good) }
button.bad { border-color: var(--bad); color: var(--bad) }
button:disabled { opacity: .6; cursor: default }
@media screen and (max-width: 46rem) {
  #now tr, #approval tr { grid-template-columns: repeat(4, 1fr) }
  .figures dd { font-size: 1.1rem }
  pre.aligned { white-space: pre; overflow-x: auto }
}
@media screen and (max-width: 30rem) {
  #now tr, #approval tr { grid-template-columns: repeat(2, 1fr) }
}
@media (prefers-reduced-motion: no-preference) {
  .state.now { animation: pulse 1.5s infinite alternate }
  @keyframes pulse { to { box-shadow: 0 0 0 .2rem var(--line) } }
}
`
