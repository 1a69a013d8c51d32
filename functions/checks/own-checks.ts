import { NamedError, reasonOf } from '../contract/errors.ts'
import { DatabaseTrouble, rowsOf, type Row } from '../engines/database.ts'
import { timeBoxed } from '../walk/time-box.ts'
import { persist, type Walk } from '../walk/walk.ts'
import type { Asked, NamedFinding } from './scene.ts'

/** Time limit of an operator's query in ms. */
const most = 30_000
/** Characters shown of an unexpected answer: it may be long or private. */
const shownLength = 60

/** The operator's own checks of one database, each in a read-only transaction. */
export async function ownChecks({
  along,
  name,
  own,
}: Pick<Asked, 'along' | 'name' | 'own'>): Promise<NamedFinding[]> {
  const judged: NamedFinding[] = []
  for (const { name: check, query, expected } of own.filter((one) => one.database === name)) {
    const verdict = (passed: boolean, detail: string) =>
      judged.push({ check: `own:${check}`, passed, detail })
    try {
      const rows = await answered(along, query)
      const answer = rows
        ?.map((row) =>
          Object.values(row)
            .map((value) => value ?? 'NULL')
            .join(','),
        )
        .join('\n')
      if (answer === undefined)
        verdict(
          false,
          `It took longer than ${most / 1000} s and was ended. Query less, or use an index.`,
        )
      else if (answer === expected) verdict(true, 'The answer is as expected.')
      else
        verdict(
          false,
          `Expected ${JSON.stringify(expected.slice(0, shownLength))}, found ` +
            `${JSON.stringify(answer.slice(0, shownLength))}. Check what the purge deleted, and ` +
            'whether the query is still right.',
        )
    } catch (error) {
      if (error instanceof NamedError && error.name === 'DatabaseUnreachable') throw error
      verdict(
        false,
        `The query failed: ${inServersWords(error)}. Correct "checks" of the environment.`,
      )
    }
  }
  return judged
}

/** The advice that goes with a named error is for a purge. */
function inServersWords(error: unknown): string {
  if (error instanceof NamedError && error.cause instanceof Error) return error.cause.message
  return reasonOf(error)
}

/**
 * A lost connection is not an answer and is retried: production is already purged and must not be
 * reported as damaged.
 */
async function answered(along: Walk, query: string): Promise<readonly Row[] | null> {
  const answer = await persist(along, async () => {
    try {
      return await along.database.transaction(
        (within) => timeBoxed(within, along.dialect, most, rowsOf({ text: query, values: [] })),
        { readOnly: true },
      )
    } catch (error) {
      if (error instanceof DatabaseTrouble && error.kind === 'connection lost') throw error
      return { refused: error }
    }
  })
  if (answer !== null && 'refused' in answer) throw answer.refused
  return answer
}
