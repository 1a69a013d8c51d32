import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckName, PreflightName, SmokeName } from '../../functions/contract/check-names.ts'
import type { Gate } from '../../functions/contract/gates.ts'
import type { Report } from '../../functions/report/schema.ts'
import { seenBy } from '../purge/code-mutations.ts'
import { liveMisreadings } from '../prove/live-misreadings.ts'
import { misreadings } from '../prove/misreadings.ts'
import { wrongAnswers } from '../prove/wrong-answers.ts'
import { findings } from './findings.ts'
import { mutations } from '../checks/mutations.ts'
import { isExact } from '../mutations/mutation.ts'

const file = join(import.meta.dirname, '../../docs/proofs.md')
const headings = {
  preflight: 'Before anything is made',
  clone: 'On the clone',
  smoke: 'By the application on the clone',
  gate: 'Before production',
  production: 'On production',
} as const
export type Place = keyof typeof headings
type Name = PreflightName | CheckName | SmokeName | Gate['gate']

/** Checks that are there to tell something and stop no run, and why. */
export const tell = {
  'replicas-known':
    'who reads from a replica, and how far it may fall behind, a person has to say; one that ' +
    'is named in `throttle.replicas` holds the purge up',
  'triggers-known':
    'a trigger may be wanted; what it does to other tables stops the run on the clone ' +
    '(other-tables-untouched)',
  'rules-fit':
    'a rule that does not fit a newer table deletes nothing; where another goes by what it ' +
    'leaves, binding the rules has stopped the run (SchemaNotSupported)',
  'foreign-keys-covered':
    'it counts them; one that no rule covers has stopped the run when the rules were bound ' +
    '(SchemaNotSupported)',
  'version-told': 'it says which version answered; where none does, application-started fails',
} satisfies Partial<Record<Name, string>>

export const intro = `# What stops a run

Each line is a run of the whole machine on real servers that would have gone wrong, what stopped it,
and the message, as the run gave it. Production was compared with what it was before, by a checksum
of every table; in the last part it was being purged, and every row is as it ought to be. The tests
write this page (\`DRYDOCK_PROOFS=write\`, test/scenarios) and fail where a message is another one;
counts and the keys of examples may differ from run to run. Times, names and estimates are left out
(…).

These tell something and stop nothing:

${Object.entries(tell)
  .map(([name, why]) => `- ${name}: ${why}.`)
  .join('\n')}
- statistics-refreshed, on production: the purge is done and right, and the server refreshes them
  itself later; the report has a warning.
- a preflight check in mode \`plan\` or \`rehearse\`, where it is about what these do not do: it
  warns.
`

/** At the page's end: what test/checks/mutations.test.ts breaks, and what was broken by hand. */
export const broken = `## Broken on purpose

Ways to break a rule or the engine, and what sees each on a seeded database
(test/checks/mutations.test.ts); others may see it too.

| what is broken | what sees it |
|---|---|
${mutations
  .map(({ name, caught, harmless }) => {
    const nobody = `nothing, and no harm is done: ${harmless ?? ''}`
    return `| ${name} | ${caught.join(', ') || nobody} |`
  })
  .join('\n')}

## What ProveEngine refuses

Each is a server that does one thing otherwise: ProveEngine ends in EngineNotProven there
(test/scenarios/prove-shapes.test.ts, prove-rules.test.ts, prove-live.test.ts). A whole run that
it ends is in test/scenarios/prove-engine.test.ts.

| what the server does otherwise | seen by |
|---|---|
${Object.keys(wrongAnswers)
  .map((name) => `| ${name} | the shapes |`)
  .join('\n')}
${misreadings.map(([name]) => `| ${name} | the rules |`).join('\n')}
${Object.keys(liveMisreadings)
  .map((name) => `| ${name} | the application's questions |`)
  .join('\n')}

## What is found on PostgreSQL

| what was done to a server | what it says | | test |
|---|---|---|---|
${Object.values(findings)
  .flatMap(({ test, found }) =>
    found.map(({ says, broken, stops }) => {
      const row = [broken, `… ${says} …`, stops ? 'stops' : 'warns', test]
      return `| ${row.join(' | ')} |`
    }),
  )
  .join('\n')}

## Mutations of the code and the test that sees each

\`npm run mutations\` breaks a copy of the code in each way that is marked *run*, one by one, and
fails where the test does not see it. The others are descriptions: each was tried by hand, the code
was broken in this way, and the test failed. Other tests may see it too.

| what is broken | test | in | |
|---|---|---|---|
${Object.entries(seenBy)
  .flatMap(([file, tests]) =>
    Object.entries(tests).flatMap(([test, broken]) =>
      broken.map((one) => `| ${one} | ${test} | ${file} | ${isExact(one) ? 'run' : ''} |`),
    ),
  )
  .join('\n')}
`

interface Row {
  readonly place: Place
  readonly check: string
  readonly scenario: string
  readonly message: string
}

/** The page has this message for this scenario; told to write, it is put there. */
export function quoted(place: Place, check: string, scenario: string, message: string): void {
  const row = { place, check, scenario, message: settled(message) }
  const same = (one: Row) => one.place === place && one.check === check && one.scenario === scenario
  const rows = readProofs()
  if (process.env.DRYDOCK_PROOFS !== 'write')
    return assert.equal(
      alike(rows.find(same)?.message ?? ''),
      alike(row.message),
      `docs/proofs.md, ${check}: ${scenario}`,
    )
  const all = rows.some(same) ? rows.map((one) => (same(one) ? row : one)) : [...rows, row]
  const places = Object.entries(headings).map(([name, heading]) => ({
    heading,
    of: all.filter((one) => one.place === name),
  }))
  writeFileSync(
    file,
    [
      intro,
      ...places
        .filter(({ of }) => of.length > 0)
        .map(({ heading, of }) =>
          [
            `## ${heading}\n`,
            '| what stops it | a run that would have gone wrong | what it says |',
            '|---|---|---|',
            ...of.map((one) => `| ${one.check} | ${one.scenario} | ${one.message} |`),
            '',
          ].join('\n'),
        ),
      broken,
    ].join('\n'),
  )
}

export function readProofs(): Row[] {
  const [, ...parts] = (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n## ')
  return parts.flatMap((part) => {
    const place = (Object.keys(headings) as Place[]).find((name) =>
      part.startsWith(`${headings[name]}\n`),
    )
    return part.split('\n').flatMap((line) => {
      const [, check, scenario, message] = /^\| (.*?) \| (.*?) \| (.*) \|$/.exec(line) ?? []
      return place === undefined ||
        check === undefined ||
        scenario === undefined ||
        message === undefined ||
        check === 'what stops it'
        ? []
        : [{ place, check, scenario, message }]
    })
  })
}

/** What differs from run to run. */
const different = new RegExp(
  [
    /run-\d+|drydock-test-[\w-]+|127\.0\.0\.1:\d+|connection \d+/,
    /about [\d,.]+( (rows|GiB|MiB))?|for \d+ s|\d+ h \d+ min|\d+ (ms|s) behind/,
    /[\d.]+-MariaDB[\w+-]*|\(plan[^)]*\)|\b[0-9a-f]{12}\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/** Without what differs from run to run, and on one line. */
const settled = (message: string): string =>
  message
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?/g, '…')
    .replace(different, '…')
    .replaceAll('|', '/')
    .replace(/\s+/g, ' ')
    .trim()

/** A message without its counts and the keys of its examples. */
const alike = (message: string): string =>
  message.replace(/[Ff]or example [^.]*\./g, 'for example ….').replace(/\d+(,\d{3})*(\.\d+)?/g, 'n')

/**
 * These and no others failed, and the page has their messages, but for those of null.
 * @param perhaps a check that may fail beside them, by where the steps happen to end.
 */
export function quotes(
  place: Place,
  proves: Readonly<Record<string, string | null>>,
  ended: { readonly report: Report },
  perhaps?: string,
): void {
  const found = foundIn(ended).filter(({ check }) => check !== perhaps)
  assert.deepEqual(
    found.map(({ check }) => check).sort(),
    Object.keys(proves).sort(),
    JSON.stringify(found, null, 1),
  )
  for (const { check, detail } of found) {
    const scenario = proves[check]
    if (typeof scenario === 'string') quoted(place, check, scenario, detail)
  }
}

/** Every check that failed; where none did, the error itself. */
function foundIn({
  report: { preflight, checks, gates, smoke, error },
}: {
  readonly report: Report
}): { check: string; detail: string }[] {
  const failed = [
    ...preflight
      .filter(({ level }) => level === 'failed')
      .map(({ check, detail, remedy }) => ({ check, detail: `${detail} ${remedy}` })),
    ...[...checks, ...smoke].filter(({ passed }) => !passed),
    ...gates.filter(({ passed }) => !passed).map(({ gate, detail }) => ({ check: gate, detail })),
  ]
  return failed.length > 0 || error === null
    ? failed
    : [{ check: error.name, detail: error.message }]
}
