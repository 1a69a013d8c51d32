import { notCleaned } from '../functions/rules/not-cleaned.ts'
import type { Rule } from '../functions/rules/rule.ts'

const columns = [
  'rule',
  'table',
  'what is dead',
  'retention',
  'default',
  'upstream reading differs',
  'versions',
  'reference',
]

/** docs/rules.md, generated from the rules, so it is always right. `npm run rules` writes it. */
export function rulesTable(rules: readonly Rule[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const rows = rules.map((rule) =>
    [
      `\`${rule.name}\``,
      `\`${rule.table}\``,
      rule.means,
      rule.retention ?? 'none',
      rule.enabled === false ? 'off' : 'on',
      rule.upstreamMeans ?? 'none',
      rule.versions,
      rule.reference,
    ].map(cell),
  )
  return `# Rules

Made from functions/rules by \`npm run rules\`; a test compares the two.

A row is dead when what is said here was so before the rule's cutoff: the run's start, less the safe
period (2 h unless configured), less the rule's retention; where the environment does not state the
zone in which times are written, less 14 h more for columns without a zone. Everything else lives,
and the report says why. What hangs on a dead row by \`ON DELETE CASCADE\` goes with it; where that
hangs on a living row of another rule too, the dead row stays, and is counted as such. A rule whose
table is missing is skipped. So is one whose columns are not as it needs them, as in a version newer
than the rule: the preflight warns (\`rules-fit\`), and the report lists it. Where another rule goes
by what it leaves, the run is refused before anything is deleted.

Rows about a session are written before the session is stored, and where sessions are not stored
they live in memory. So such a row is dead only if the session's own times in
\`IDN_AUTH_SESSION_META_DATA\` are older than the retention, which has to be at least as long as the
longest remember-me period (14 days by default; a retention below that is refused). Rows of a
session without such a time stay.

| ${columns.join(' | ')} |
|${'---|'.repeat(columns.length)}
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

## Not cleaned, and why

Every table of the vendor's schemas is cleaned by a rule, hangs on such a row, or stands here; a
test goes through them all. Of a table that grows the report tells rows and size. \`AUDITLOG_*\`,
\`BAK_*\`, \`*_BAK\`, \`*_BACKUP\`, \`CHUNK_*\`, \`BATCH_*\` and \`TEMP_*\` tables have no key and
belong to whoever made them: the report lists them with their size.

| tables | why | grows |
|---|---|---|
${notCleaned
  .map(({ tables, why, grows }) => [
    tables.map((name) => `\`${name}\``).join(', '),
    why,
    grows === true ? 'yes' : 'no',
  ])
  .map((row) => `| ${row.join(' | ')} |`)
  .join('\n')}
`
}
