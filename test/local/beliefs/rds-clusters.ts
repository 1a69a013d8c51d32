import assert from 'node:assert/strict'
import { serverQuestions } from '../../../functions/engines/postgres/server-questions.ts'
import {
  addMember,
  cloud,
  describe,
  describeCluster as cluster,
  look,
  name,
  restoreCluster,
  restoredCluster,
  until,
  type Tries,
} from './try.ts'

const withCapacity = (MinCapacity: number, MaxCapacity: number) =>
  restoreCluster({ ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } })
/** A cluster with two members that are available. */
async function pair(): Promise<{ id: string; members: string[] }> {
  const id = await restoredCluster()
  const members: string[] = []
  for (const member of [await addMember(id), await addMember(id)]) {
    const name = member.DBInstance?.DBInstanceIdentifier ?? ''
    await until(async () => (await describe(name)).DBInstanceStatus === 'available')
    members.push(name)
  }
  return { id, members }
}

export const rdsClusterTries: Tries = {
  'aurora-replica-status': {
    // Its answer of 16.6, by the columns of its page, is read in test/throttle/readers.test.ts.
    shown: async () => {
      const { text } = serverQuestions.readers
      assert.match(text, /server_id AS id, replica_lag_in_msec AS lag FROM aurora_replica_status\(/)
      assert.match(text, /WHERE session_id <> 'MASTER_SESSION_ID'$/)
    },
  },
  'cluster-is-migrating-while-it-is-restored': {
    shown: async () => {
      const id = name()
      const seen: string[] = []
      const looked = look(() => {
        const status = cloud.rds.clusters.get(id)?.status
        if (status !== undefined && seen.at(-1) !== status) seen.push(status)
        return status === 'available'
      })
      await Promise.all([looked, restoreCluster({ DBClusterIdentifier: id })])
      assert.deepEqual(seen, ['creating', 'migrating', 'available'])
    },
  },
  'one-member-writes': {
    shown: async () => {
      const { id, members } = await pair()
      const { DBClusterMembers = [] } = await cluster(id)
      assert.deepEqual(
        DBClusterMembers.map(({ DBInstanceIdentifier: name, IsClusterWriter }) => [
          name,
          IsClusterWriter,
        ]),
        [
          [members[0], true],
          [members[1], false],
        ],
      )
    },
  },
  'serverless-in-half-steps': {
    refused: () => withCapacity(0.5, 1.2),
    as: 'InvalidParameterValue',
    taken: () => withCapacity(0.5, 1.5),
  },
  'serverless-instance-needs-a-range': {
    refused: async () => addMember(await restoredCluster(), { DBInstanceClass: 'db.serverless' }),
    as: 'InvalidParameterCombination',
    taken: async () => {
      const id = (await withCapacity(0, 8)).DBCluster?.DBClusterIdentifier ?? ''
      await until(async () => (await cluster(id)).Status === 'available')
      assert.deepEqual((await cluster(id)).ServerlessV2ScalingConfiguration, {
        MinCapacity: 0,
        MaxCapacity: 8,
      })
      await addMember(id, { DBInstanceClass: 'db.serverless' })
    },
  },
  'endpoint-of-the-writer': {
    shown: async () => {
      const { id, members } = await pair()
      const { Endpoint, Port } = await cluster(id)
      const writer = (await describe(members[0])).Endpoint
      assert.deepEqual([Endpoint, Port], [writer?.Address, writer?.Port])
      assert.ok(cloud.rds.clusters.get(id)?.writer?.id === members[0])
    },
  },
}
