import type { Belief } from './beliefs/belief.ts'
import { ecsBeliefs } from './beliefs/ecs.ts'
import { executionBeliefs } from './beliefs/executions.ts'
import { keyBeliefs } from './beliefs/keys.ts'
import { messageBeliefs } from './beliefs/messages.ts'
import { metricBeliefs } from './beliefs/metrics.ts'
import { operatorBeliefs } from './beliefs/operator.ts'
import { rdsCloneBeliefs } from './beliefs/rds-clones.ts'
import { rdsClusterBeliefs } from './beliefs/rds-clusters.ts'
import { rdsMultiAzBeliefs } from './beliefs/rds-multi-az.ts'
import { rdsOracleBeliefs } from './beliefs/rds-oracle.ts'
import { rdsPasswordBeliefs } from './beliefs/rds-passwords.ts'
import { rdsRequestBeliefs } from './beliefs/rds-requests.ts'
import { rdsStateBeliefs } from './beliefs/rds-states.ts'
import { rdsStorageBeliefs } from './beliefs/rds-storage.ts'
import { rdsSharingBeliefs } from './beliefs/rds-sharing.ts'
import { rdsSqlServerBeliefs } from './beliefs/rds-sqlserver.ts'
import { s3Beliefs } from './beliefs/s3.ts'

/**
 * Every assumption about AWS, with its source. One file per subject; test/local/beliefs tests each.
 */
export const beliefs: readonly Belief[] = [
  ...rdsRequestBeliefs,
  ...rdsStateBeliefs,
  ...rdsClusterBeliefs,
  ...rdsCloneBeliefs,
  ...rdsMultiAzBeliefs,
  ...rdsPasswordBeliefs,
  ...rdsStorageBeliefs,
  ...rdsSharingBeliefs,
  ...rdsSqlServerBeliefs,
  ...rdsOracleBeliefs,
  ...ecsBeliefs,
  ...s3Beliefs,
  ...messageBeliefs,
  ...metricBeliefs,
  ...executionBeliefs,
  ...operatorBeliefs,
  ...keyBeliefs,
]
