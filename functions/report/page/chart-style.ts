/** Charts, their keys, and the bars of the timeline. */
export const chartStyle = `
.charts {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
  gap: 1rem 1.5rem;
}
figure {
  margin: 0;
  min-width: 0;
  max-width: 36rem;
}
figcaption { font-size: .85rem }
svg {
  width: 100%;
  height: auto;
  display: block;
}
svg text { font: 10.5px system-ui, sans-serif; fill: var(--soft) }
.grid { stroke: var(--line); stroke-width: 1 }
.axis { stroke: var(--soft); stroke-width: 1 }
.key {
  display: flex;
  flex-wrap: wrap;
  gap: .1rem 1rem;
  font-size: .85rem;
  margin: .2rem 0;
}
.key i {
  display: inline-block;
  width: .8rem;
  height: .8rem;
  margin-right: .35rem;
  vertical-align: -.08rem;
  border-radius: 2px;
}
.f1 { fill: var(--s1); background: var(--s1) }
.f2 { fill: var(--s2); background: var(--s2) }
.f3 { fill: var(--s3); background: var(--s3) }
.f4 { fill: var(--s4); background: var(--s4) }
.f5 { fill: var(--s5); background: var(--s5) }
.fbad { fill: var(--bad); background: var(--bad) }
.mark { opacity: .35 }
.l1, .l2, .l3, .l4, .l5 { fill: none; stroke-width: 2 }
.l1 { stroke: var(--s1) }
.l2 { stroke: var(--s2) }
.l3 { stroke: var(--s3) }
.l4 { stroke: var(--s4) }
.l5 { stroke: var(--s5) }
.bars {
  display: grid;
  grid-template-columns: minmax(7rem, max-content) 1fr max-content;
  gap: .25rem .8rem;
  grid-auto-flow: dense;
  align-items: center;
  font-size: .9rem;
}
.bars .track { grid-column: 2 }
.bars .when { grid-column: 3 }
.track {
  background: var(--card);
  height: .9rem;
  position: relative;
  border-radius: 2px;
}
.track b {
  position: absolute;
  top: 0;
  bottom: 0;
  min-width: 2px;
  border-radius: 2px;
}
`
