import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { oracle } from '../../functions/engines/oracle/oracle.ts'
import { postgres } from '../../functions/engines/postgres/postgres.ts'
import { sqlserver } from '../../functions/engines/sqlserver/sqlserver.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import type { Expression } from '../../functions/engines/expression.ts'
import type { Live } from '../../functions/engines/live.ts'

/** Engines by the column's heading; MariaDB is told what MySQL is. */
const engines: Readonly<Record<string, Dialect>> = {
  'MySQL, MariaDB': mysql,
  PostgreSQL: postgres,
  'SQL Server': sqlserver,
  Oracle: oracle,
}
const instant = new Date('2026-01-01T00:00:00.000Z')
const key = [{ name: 'ID', kind: 'integer', nullable: false }] as const
const all = { low: null, high: null }

interface Form {
  readonly title: string
  /** What it says of the values at its edges, and why. */
  readonly edges: string
  readonly rule?: Expression
  readonly application?: Live
}

const period = { created: 'MADE', period: 'P', instant } as const
const forms: readonly Form[] = [
  {
    title: 'not known to be true',
    edges: 'NULL makes a condition unknown, and its negation true: in doubt, a negated row counts.',
    rule: { is: 'not', of: { is: 'null', column: 'A' } },
  },
  {
    title: 'one of some texts',
    edges:
      'By bytes: another case, an accent and a trailing space make another text, whatever the ' +
      'collation says.',
    rule: { is: 'text', column: 'S', among: ['ACTIVE', 'EXPIRED'] },
  },
  {
    title: 'a number within bounds',
    edges: 'The lower bound belongs to it, the upper one does not; NULL is in no bounds.',
    rule: { is: 'number', column: 'N', from: 0n, below: 100n },
  },
  {
    title: 'a text of digits as a number',
    edges:
      'An empty text, a sign, a space, 19 digits, letters and digits of other scripts are no ' +
      'number, and no error: only CASE promises that nothing else is converted.',
    rule: { is: 'digits', column: 'S', from: 1n, below: 1_767_225_600_000n },
  },
  {
    title: 'a time before the instant',
    edges: 'The instant itself is not before it. A zero date, where there is one, is.',
    rule: { is: 'before', column: 'MADE', instant },
  },
  {
    title: 'a period in ms has lapsed',
    edges:
      'A period of 0, a negative one, one of 99,999,999,999,990 or more, and NULL never lapse. ' +
      'Created plus period equal to the instant has not lapsed. No sum overflows: the period is ' +
      'guarded before it is used.',
    rule: { is: 'lapsed', ...period, unit: 'ms' },
  },
  {
    title: 'a period in s has lapsed',
    edges: 'As in ms, with a thousandth of the limit.',
    rule: { is: 'lapsed', ...period, unit: 's' },
  },
  {
    title: 'another row exists',
    edges:
      '`alike` columns are equal or both NULL; `exact` compares their bytes, too; `compare` is ' +
      'unknown, and so finds no row, where one side is NULL.',
    rule: {
      is: 'exists',
      table: 'C',
      on: { T_ID: 'ID' },
      alike: { S: 'S' },
      exact: true,
      compare: [{ there: 'MADE', sign: '>', here: 'MADE' }],
    },
  },
  {
    title: 'another row exists, and no index begins with its columns',
    edges:
      'On PostgreSQL the other rows are gathered once a statement; a NULL on either side equals ' +
      'nothing but in an `alike` column, and the answer is never unknown. Other engines decide ' +
      'by themselves.',
    rule: { is: 'exists', table: 'C', on: { T_ID: 'ID' }, alike: { S: 'S' }, unindexed: true },
  },
  {
    title: 'not the newest of its group',
    edges:
      'A row with a NULL in the group, or in what is compared, belongs to no group. Of two equal ' +
      'newest rows neither is outdated. Groups are compared by bytes.',
    rule: { is: 'outdated', table: 'T', group: ['S', 'N'], by: 'MADE' },
  },
  {
    title: "the application's own: a period runs",
    edges:
      'Negative and very large periods run forever. Another arithmetic than that of the rules, ' +
      'so that a fault of one does not hide in the other.',
    application: { is: 'runs', created: ['t0', 'MADE'], period: ['t0', 'P'], instant },
  },
  {
    title: "the application's own: a text as an unsigned number",
    edges: 'The digits that the text begins with; 0 where it begins with none; NULL stays unknown.',
    application: { is: 'digits', at: ['t0', 'S'], from: 1n, to: 9n },
  },
  {
    title: "the application's own: equal, or both NULL",
    edges: 'NULL equals NULL alone.',
    application: { is: 'equal', one: ['t0', 'A'], other: ['t0', 'B'], orEmpty: true },
  },
]

/** docs/conditions.md. */
export function conditionsPage(): string {
  const parts = forms.map(({ title, edges, rule, application }) => {
    const rows = Object.entries(engines).map(
      ([name, dialect]) => `| ${name} | ${code(said(dialect, rule, application))} |`,
    )
    return [`## ${title[0]?.toUpperCase() ?? ''}${title.slice(1)}`, '', edges, '', head, ...rows]
  })
  return [
    '# Conditions',
    '',
    'What each form of a condition becomes on each engine, for who knows the engine and reviews',
    'it. `t0` is the row that is judged. Conditions are data: `functions/engines/expression.ts`',
    "has the rules', `live.ts` the application's own. Written by `npm run golden`. No server has",
    'run the row of an engine that is a preview (README).',
    ...parts.flatMap((part) => ['', ...part]),
    '',
  ].join('\n')
}

const head = '| engine | SQL |\n|---|---|'
const code = (text: string): string =>
  text.includes('`')
    ? `\`\` ${text.replaceAll('|', '\\|')} \`\``
    : `\`${text.replaceAll('|', '\\|')}\``

/** The condition alone, with its values in their places. */
function said(
  dialect: Dialect,
  rule: Expression | undefined,
  application: Live | undefined,
): string {
  const { text, values } =
    rule !== undefined
      ? dialect.keys('T', key, all, rule, 1)
      : dialect.live.some('T', key, all, application ?? { is: 'all', of: [] }, 1)
  let at = 0
  const whole = text.replace(/\?|\$\d+|@p\d+|(?<!\d):\d+/g, () => `'${String(values[at++])}'`)
  return whole
    .replace(/^.*? WHERE (TRUE|1 = 1) AND /s, '')
    .replace(/ ORDER BY [^)]*$/s, '')
    .replace(/\s*\n\s*/g, ' ')
}
