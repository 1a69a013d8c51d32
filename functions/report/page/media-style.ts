/** On a phone wide tables become cards, in print never; print shows folded parts. */
export const mediaStyle = `
@media screen and (max-width: 46rem) {
  .n + :not(.n) { padding-left: 0 }
  body { padding: 1rem .8rem 2rem }
  thead { display: none }
  table, tbody { display: block }
  tr {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: .1rem .6rem;
    padding: .5rem 0;
    border-bottom: 1px solid var(--line);
  }
  td {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: 5.5rem 1fr;
    gap: .6rem;
    border: 0;
    padding: .1rem 0;
    overflow-wrap: anywhere;
  }
  td.n {
    grid-column: auto;
    display: flex;
    flex-direction: column;
    justify-content: end;
    gap: 0;
    text-align: left;
    white-space: normal;
  }
  td::before {
    content: attr(data-label);
    color: var(--soft);
    font-weight: 400;
    font-size: .85em;
  }
  td.n::before { line-height: 1.2 }
  td:first-child { display: block; font-weight: 600 }
  td:first-child::before { content: none }
  .few label { display: block; padding: .5rem 0 }
  .few:not(:has(:checked)) tbody tr:nth-child(n + 4) { display: none }
  .figures { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem 1rem }
  .dots .name { display: none }
  .dots .failed .name { display: block; margin: 0 -3rem }
  .dots .failed:first-child .name { margin-left: 0; text-align: left }
  .dots .failed:last-child .name { margin-right: 0; text-align: right }
  .late { border-bottom: 1px solid var(--line) }
  .late > summary { margin: 0; padding: .7rem 0 }
  section:has(.late) { margin: 0 }
  .bars { grid-template-columns: 1fr max-content }
  .bars .track { grid-column: 1 / -1 }
  .bars .when { grid-column: 2 }
}
@media print {
  :root {
    color-scheme: light;
    --page: #fff;
    --card: #f3f4f6;
    --ink: #000;
    --soft: #444;
    --line: #bbb;
    --good: #1a7f37;
    --bad: #b31d28;
    --warn: #8a5a00;
    --link: #000;
    --s1: #2266bb;
    --s2: #8c959f;
    --s3: #1f8a70;
    --s4: #b35900;
    --s5: #7a4fb5;
  }
  html { font-size: 10.5px }
  body {
    max-width: none;
    padding: 0;
    font-size: 1rem;
  }
  h2 { break-after: avoid }
  tr, figure, header { break-inside: avoid }
  thead { display: table-header-group }
  summary { list-style: none }
  details::details-content { content-visibility: visible; block-size: auto }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`
