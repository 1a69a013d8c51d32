import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import { limitsSchema } from '../../functions/contract/environment.ts'
import { rebuildsSchema } from '../../functions/contract/rebuilds.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { throttleSchema } from '../../functions/contract/throttle.ts'

/** A run as PlanRun leaves it, with nothing that matters but its names. */
export const anyRun: Run = {
  runId: 'run-1',
  environment: 'test',
  mode: 'purge',
  startedAt: '2026-11-24T09:00:00.000Z',
  purgeBy: '2099-01-01T00:00:00.000Z',
  endsBy: '2099-01-01T06:00:00.000Z',
  cutoff: '2026-11-24T07:00:00.000Z',
  rules: [],
  archive: { mode: 'off', storageClass: 'STANDARD' },
  statementsHash: '',
  keepSnapshots: 1,
  throttle: throttleSchema.parse({}),
  limits: limitsSchema.parse({}),
  clone: cloneSettingsSchema.parse({}),
  checks: [],
  rebuilds: rebuildsSchema.parse({}),
  deployment: { cloneSecurityGroup: 'sg-1', evidenceBucket: 'evidence', reportTopic: 'topic' },
}
