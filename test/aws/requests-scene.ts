import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'
import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import type { EngineName } from './sdk-texts.ts'

export const run = (clone: object = {}) =>
  ({
    runId: 'run',
    environment: 'test',
    startedAt: '2026-11-24T09:00:00.000Z',
    clone: cloneSettingsSchema.parse(clone),
    deployment: { cloneSecurityGroup: 'sg-1' },
  }) as Run
export const source = (kind: SourcePlan['kind']): SourcePlan => ({
  kind,
  name: 'production',
  secret: '',
  snapshot: 'drydock-test-1',
  clone: 'drydock-test-1',
  databases: [],
})
export const instance = (engine: EngineName): DBInstance => ({
  Engine: engine,
  DBInstanceClass: 'db.r6g.large',
  DBName: 'apim',
  StorageType: 'gp3',
  AllocatedStorage: 100,
  DBSubnetGroup: { DBSubnetGroupName: 'subnets' },
  DBParameterGroups: [{ DBParameterGroupName: 'parameters', ParameterApplyStatus: 'in-sync' }],
  OptionGroupMemberships: [{ OptionGroupName: 'options', Status: 'in-sync' }],
  Endpoint: { Address: 'production', Port: 3306 },
})
export const cluster: DBCluster = {
  Engine: 'aurora-mysql',
  EngineVersion: '8.0.mysql_aurora.3.08.0',
  StorageType: 'aurora-iopt1',
  DBSubnetGroup: 'subnets',
  DBClusterParameterGroup: 'parameters',
  Port: 3306,
  ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 },
}

export const multiAz: DBCluster = {
  Engine: 'mysql',
  DBClusterInstanceClass: 'db.m6gd.large',
  StorageType: 'gp3',
  AllocatedStorage: 400,
  Iops: 12_000,
  StorageThroughput: 500,
  DBSubnetGroup: 'subnets',
  DBClusterParameterGroup: 'parameters',
  Port: 3306,
}
