import { quantity } from '../contract/quantity.ts'
import type { Asked, Finding } from './scene.ts'
import { notOk, untold } from './upkeep.ts'

/** Every index matches its table. On the clone only: the check reads everything. */
export async function tablesHealthy({
  along,
  touched: tables,
}: Pick<Asked, 'along' | 'touched'>): Promise<Finding> {
  const looked = await notOk(along, tables, along.dialect.upkeep.check)
  const { faults, left, late } = looked
  const passed = faults.length === 0
  return {
    passed,
    detail: passed
      ? `${along.dialect.words.check} finds ` +
        `${quantity(tables.length - left.length - late.length, 'table')} in ` +
        `order.${untold(looked)}`
      : `${faults.join(' ')} Production was not touched; check its tables too.`,
  }
}
