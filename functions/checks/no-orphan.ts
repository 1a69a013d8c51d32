import { plural, quantity } from '../contract/quantity.ts'
import { orphan } from '../measure/row-classes.ts'
import { finding, type Counted, type Finding } from './scene.ts'
import { find, sum } from './sums.ts'

export const noOrphan = (scene: Counted): Finding =>
  finding(orphansOf(scene), 'Every child row has its parent.')

function orphansOf({ before, after, orphanKeys }: Counted): string[] {
  return after.flatMap((table) => {
    const [then, now] = [
      sum(find(before, table.table), (name) => name === orphan).rows,
      sum(table, (name) => name === orphan).rows,
    ]
    if (now === 0) return []
    const advice =
      now <= then
        ? 'They existed before the run: find out where they come from, and delete them by hand.'
        : "Restore their parents from the run's snapshot."
    return [
      `${table.table} has ${quantity(now, 'row')} without ${plural(now, 'its', 'their')} ` +
        `parent (${then} before), for example ${(orphanKeys[table.table] ?? []).join(', ')}. ` +
        `${advice}`,
    ]
  })
}
