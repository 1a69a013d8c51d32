import { rowUuid } from './draw.ts'
import { plainTable, type Scene } from './plain-table.ts'
import { day, hour, minute, type Moment, type RowClass, type Verdict } from './row-class.ts'
import { timeOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'

export interface RecoveryClass extends RowClass {
  readonly created: Moment
}

/** How long recovery data is kept beyond the cutoff. */
const kept = 30 * day
const recovery = (
  name: string,
  verdict: Verdict,
  created: Moment,
  share: RowClass['share'] = 0,
): RecoveryClass => ({ name, verdict, share, created })

/** Verdicts are stated, never computed. */
export const recoveryClasses: readonly RecoveryClass[] = [
  recovery('old', 'dead', [-300 * day, -kept - day], 'rest'),
  recovery('of this month', 'alive', [-kept + day, -day], 0.2),
  recovery('of the safe period', 'alive', [minute, 2 * hour - minute], 0.05),
  recovery('1 s too old', 'dead', -kept - 1),
  recovery('as old as is kept', 'alive', -kept),
  recovery('1 s younger than is kept', 'alive', -kept + 1),
  recovery('made at the cutoff', 'alive', 0),
  recovery('made in the future', 'alive', [3 * hour, 30 * day]),
  recovery('made at zero', 'dead', 'zero'),
]

/**
 * Codes for a forgotten password, and the flows they belong to. Every second code has a flow of its
 * own, made with it: the flow takes the code along by cascade, so their fates must not differ.
 */
export function recoveryTables(scene: Scene): readonly SeededTable[] {
  const { seed, cutoff } = scene
  const time = ({ created }: RecoveryClass, at: number): string | null =>
    timeOf(created, cutoff, seed, at, 71)
  const flow = 72
  return [
    plainTable(scene, {
      table: 'IDN_RECOVERY_FLOW_DATA',
      id: 'RECOVERY_FLOW_ID',
      salt: flow,
      classes: recoveryClasses,
      columns: ['CODE', 'FAILED_ATTEMPTS', 'RESEND_COUNT', 'TIME_CREATED'],
      rest: (rowClass, at) => [`code-${at}`, '0', String(at % 3), time(rowClass, at)],
    }),
    plainTable(scene, {
      table: 'IDN_RECOVERY_DATA',
      id: 'CODE',
      salt: 73,
      classes: recoveryClasses,
      columns: [
        'USER_NAME',
        'USER_DOMAIN',
        'TENANT_ID',
        'SCENARIO',
        'STEP',
        'TIME_CREATED',
        'RECOVERY_FLOW_ID',
      ],
      rest: (rowClass, at) => [
        `user-${at}`,
        'PRIMARY',
        '-1234',
        'NOTIFICATION_BASED_PW_RECOVERY',
        'UPDATE_PASSWORD',
        time(rowClass, at),
        at % 2 === 0 ? rowUuid(seed, at, flow) : null,
      ],
    }),
  ]
}
