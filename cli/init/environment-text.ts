import { join, relative, sep } from 'node:path'

const schemaFile = join(import.meta.dirname, '../../docs/environment.schema.json')

/** What stands above a key, so that the file explains itself. */
const comments: Readonly<Record<string, string>> = {
  $schema: 'By this an editor completes the keys, and says what each means.',
  name: 'The stack and all that belongs to it is named drydock-<name>.',
  network:
    'The VPC of production; of the functions the subnets, and groups that production admits.',
  schedule: 'The weekly run, in UTC.',
  alarmEmail: 'Who gets reports and alarms; AWS asks for a confirmation.',
  kmsKeys: 'The keys that encrypt production or its secret.',
  sources: 'Production: each server, its databases, and the secret with "username" and "password".',
  mode: 'How far weekly runs go: "plan" counts, "rehearse" purges a clone, "purge" production too.',
  allowProductionPurge:
    'Without it no run purges production. Read the report of a rehearsal first.',
  window: 'When rows of production may be deleted, in UTC.',
}

/** Settings that most environments have in the end. */
const suggested: Readonly<Record<string, unknown>> = {
  window: { days: ['SAT', 'SUN'], from: '01:00', to: '05:00' },
  approval: { deadline: '12h' },
  alarmEmail: 'operations@example.com',
}

/** An environment file with comments, for a folder: the schema is found relative to it. */
export function environmentText(settings: object, folder: string): string {
  const $schema = relative(folder, schemaFile).split(sep).join('/')
  const lines = JSON.stringify({ $schema, ...settings }, null, 2).split('\n')
  const commented = lines.flatMap((line) => {
    const [, key = ''] = /^ {2}"([^"]+)": /.exec(line) ?? []
    const comment = comments[key]
    return comment === undefined ? [line] : [`  // ${comment}`, line]
  })
  const others = Object.entries(suggested)
    .filter(([key]) => !(key in settings))
    .map(([key, value]) => `  // "${key}": ${JSON.stringify(value)},`)
  return [
    ...commented.slice(0, -2),
    // With a comma, so that what stands below it can be taken in.
    `${commented.at(-2)},`,
    '  // All else has a default, see docs/configuration.md. Often added, without the slashes:',
    ...others,
    '}',
    '',
  ].join('\n')
}
