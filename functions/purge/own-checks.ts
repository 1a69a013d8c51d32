import type { OwnCheck } from '../contract/environment.ts'
import type { Check } from '../contract/evidence.ts'
import type { Target } from '../contract/steps.ts'
import { timeBoxed } from './time-box.ts'
import type { Walk } from './walk.ts'

/** ms that a question of the customer's may take. */
const most = 30_000
/** Of an answer that is not the expected one, so much is shown: it may be long, and it may be private. */
const shownLength = 60

/** The customer's own questions to one database, each in a transaction that can write nothing. */
export async function ownChecks(
  { database, dialect }: Walk,
  target: Target,
  name: string,
  checks: readonly OwnCheck[],
): Promise<Check[]> {
  const judged: Check[] = []
  for (const { name: check, query, expected } of checks.filter((one) => one.database === name)) {
    const verdict = (passed: boolean, detail: string) =>
      judged.push({ check: `own:${check}`, target, database: name, passed, detail })
    try {
      const rows = await database.transaction(
        (within) => timeBoxed(within, dialect, most, { text: query, values: [] }),
        { readOnly: true },
      )
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
          `It took longer than ${most / 1000} s and was ended. Ask for less, or by an index.`,
        )
      else if (answer === expected) verdict(true, 'It answers as expected.')
      else
        verdict(
          false,
          `Expected ${JSON.stringify(expected.slice(0, shownLength))}, found ${JSON.stringify(answer.slice(0, shownLength))}. See what the purge took, or whether the question is still right.`,
        )
    } catch (error) {
      verdict(
        false,
        `It could not be asked: ${error instanceof Error ? error.message : String(error)}. Correct "checks" of the environment.`,
      )
    }
  }
  return judged
}
