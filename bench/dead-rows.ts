import { format } from 'mysql2'
import { durationMilliseconds, runEnvironmentSchema } from '../functions/contract/environment.ts'
import { resolve, type Surroundings } from '../functions/rules/resolve.ts'
import { rules } from '../functions/rules/rules.ts'
import { condition } from '../functions/engines/mysql/conditions.ts'
import { written } from '../functions/engines/mysql/mysql-text.ts'

/** That of an environment which says nothing of it. */
export const safePeriod = runEnvironmentSchema.shape.safePeriod.parse(undefined)

/** A table and the WHERE of its dead rows, with all values in it. */
export interface DeadRows {
  readonly table: string
  readonly where: string
}

/**
 * Drydock's own conditions for tokens and codes, in the form that the other contenders are given:
 * all do the same work.
 * @param start of the run, in epoch ms.
 */
export function deadRows(start: number): readonly DeadRows[] {
  const cutoff = new Date(start - durationMilliseconds(safePeriod))
  const rule = (name: string) => {
    const found = rules.find((candidate) => candidate.name === name)
    if (found === undefined) throw new Error(`there is no rule ${name}`)
    return found
  }
  const around: Surroundings = {
    cutoff,
    wall: cutoff,
    zeroPeriods: 'never lapse',
    table: (name) => name,
    ruled: (name) => ({ table: rule(name).table, dead: resolve(rule(name).dead, around) }),
  }
  return ['tokens', 'codes'].map((name) => {
    const { table, dead } = rule(name)
    const { text, values } = written(condition(resolve(dead, around)))
    // A single table's DELETE has no alias on every server.
    return { table, where: format(text.replaceAll('t0.', `\`${table}\`.`), [...values]) }
  })
}
