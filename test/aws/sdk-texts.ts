import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../node_modules/@aws-sdk')
const files = new Map<string, string>()
const read = (file: string): string => {
  const text = files.get(file) ?? readFileSync(join(root, file), 'utf8')
  files.set(file, text)
  return text
}

/** A comment of the SDK without its marks: AWS's own words on one line. */
const words = (comment: string): string =>
  comment
    .replace(/^\s*\* ?/gm, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/@\w+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

export interface Member {
  readonly name: string
  /** What the SDK says of it. */
  readonly text: string
  /** AWS refuses a request without it. */
  readonly required: boolean
}

/**
 * The members of a model, e.g. ('client-rds', 'ModifyDBInstanceMessage'), as its types describe
 * them.
 */
export function membersOf(client: string, model: string): readonly Member[] {
  for (const file of globSync(`${client}/dist-types/models/*.d.ts`, { cwd: root })) {
    const body = new RegExp(`export interface ${model}(?: extends \\w+)? \\{(.*?)\\n\\}`, 's').exec(
      read(file),
    )?.[1]
    if (body === undefined) continue
    return [...body.matchAll(/\/\*\*(.*?)\*\/\s*(\w+)(\??): [^;]+;/gs)].map(
      ([, comment = '', name = '', optional]) => ({
        name,
        text: words(comment),
        required: optional === '',
      }),
    )
  }
  return assert.fail(`the SDK's ${client} has no model ${model}`)
}

/**
 * What the SDK says of a member, e.g. 'client-rds ModifyDBInstanceMessage.Iops', of a call, e.g.
 * 'client-rds CreateDBSnapshot', or of an error.
 */
export function sdkText(of: string): string {
  const [, client = '', model = '', member] = /^(\S+) (\w+)(?:\.(\w+))?$/.exec(of) ?? []
  const errors = read(`${client}/dist-types/models/errors.d.ts`)
  if (member === undefined && errors.includes(`declare class ${model} `))
    return faultText(client, model)
  if (member === undefined) return words(read(`${client}/dist-types/commands/${model}Command.d.ts`))
  return (
    membersOf(client, model).find(({ name }) => name === member)?.text ??
    assert.fail(`the SDK's ${model} has no member ${member}`)
  )
}

function faultText(client: string, fault: string): string {
  const [before = ''] = read(`${client}/dist-types/models/errors.d.ts`).split(
    `export declare class ${fault} `,
  )
  return words(before.slice(before.lastIndexOf('/**')))
}

/** The statuses that the SDK's own waiter, e.g. DBInstanceAvailable, gives up at. */
export const statusesOfWaiter = (waiter: string): readonly string[] =>
  [...read(`client-rds/dist-es/waiters/waitFor${waiter}.js`).matchAll(/== "([a-z-]+)"/g)].map(
    ([, status = '']) => status,
  )

/** AWS's names of the engines in its texts. */
const engineNames = {
  mysql: /RDS for MySQL/,
  mariadb: /RDS for MariaDB/,
  postgres: /RDS for PostgreSQL/,
  'oracle-se2': /RDS for Oracle/,
  'oracle-ee': /RDS for Oracle/,
  'oracle-se2-cdb': /RDS for Oracle/,
  'oracle-ee-cdb': /RDS for Oracle/,
  'sqlserver-ex': /RDS for (Microsoft )?SQL Server/,
  'sqlserver-web': /RDS for (Microsoft )?SQL Server/,
  'sqlserver-se': /RDS for (Microsoft )?SQL Server/,
  'sqlserver-ee': /RDS for (Microsoft )?SQL Server/,
  'aurora-mysql': /Aurora/,
  'aurora-postgresql': /Aurora/,
} as const
export type EngineName = keyof typeof engineNames

/** Whether the SDK's text of a member says that an engine does not take it. */
export function excludes(text: string, engine: EngineName): boolean {
  for (const sentence of text.split(/\. |\.$/)) {
    const named = engineNames[engine].test(sentence)
    if (/doesn't apply to|isn't valid for/.test(sentence) && named) return true
    const limited = /\bonly\b/.test(sentence) && /\b(apply|applies|supported)\b/i.test(sentence)
    if (limited && /RDS for/.test(sentence) && !named) return true
    if (/Valid for: Multi-AZ DB clusters only/.test(sentence)) return true
  }
  return false
}
