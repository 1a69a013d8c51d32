import { z } from 'zod'
import { NamedError } from '../contract/errors.ts'
import { databaseCalled, identify, type Reached } from '../contract/source.ts'
import { undoInputSchema, type undoEventSchema, type UndoInput } from '../contract/undo.ts'

/** The source whose rows are put back. */
export type UndoneSource = Reached & { readonly databases: readonly string[] }

/** What an undo's input asks for, and of which source. @throws NamedError InvalidInput */
export function readUndoInput(
  input: unknown,
  { sources }: z.infer<typeof undoEventSchema>['environment'],
): { readonly wanted: UndoInput; readonly source: UndoneSource } {
  const parsed = undoInputSchema.safeParse(input)
  if (!parsed.success)
    throw new NamedError(
      'InvalidInput',
      `The execution's input is ${JSON.stringify(input)?.slice(0, 300)}: ` +
        `${z.prettifyError(parsed.error)}. Expected {"run": "<name of the run>"} and ` +
        'optionally source, rule, table, key, since, until, dryRun (default true) and ' +
        'onCollision ("skip" or "fail").',
    )
  const all = sources.map((settings) => ({
    ...identify(settings),
    secret: settings.secret,
    port: settings.port,
    databases: settings.databases.map(databaseCalled),
  }))
  const chosen =
    parsed.data.source === undefined ? all : all.filter(({ name }) => name === parsed.data.source)
  const [source] = chosen
  if (source === undefined || chosen.length > 1)
    throw new NamedError(
      'InvalidInput',
      `"source" is ${JSON.stringify(parsed.data.source)}; expected one of ` +
        `${all.map(({ name }) => name).join(', ')}.`,
    )
  return { wanted: parsed.data, source }
}
