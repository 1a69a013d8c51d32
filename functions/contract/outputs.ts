import { namePrefix } from './names.ts'

/** The name of an environment's stack. */
export const stackName = (environment: string): string => `${namePrefix}-${environment}`

/** Outputs of a stack by which the operator's tool finds everything else. */
export const outputNames = {
  runs: 'RunsArn',
  undo: 'UndoArn',
  sweep: 'SweepArn',
  bucket: 'EvidenceBucket',
  control: 'ControlParameter',
  /** `SUN 02:00 UTC`, or `off`. */
  schedule: 'WeeklySchedule',
} as const
export type Outputs = Readonly<Record<keyof typeof outputNames, string>>
