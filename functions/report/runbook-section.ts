// The functions have no docs folder beside them: `npm run runbook` writes this out of the runbook.
import sections from './runbook.json' with { type: 'json' }

const texts: Readonly<Record<string, string>> = sections

/** What docs/runbook.md says under a heading of an error, or of how a run ended; Markdown. */
export const runbookSection = (heading: string): string => texts[heading] ?? ''
