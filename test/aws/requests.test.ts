import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DBInstance } from '@aws-sdk/client-rds'
import {
  copyOnWriteInput,
  snapshotInput,
  writerInput,
} from '../../functions/aws/cluster/restore-input.ts'
import { fromClusterInput, restoreInput } from '../../functions/aws/instance/restore-input.ts'
import { ownPassword } from '../../functions/aws/restored.ts'
import { excludes, membersOf, type EngineName } from './sdk-texts.ts'
import { run, source, instance, cluster, multiAz } from './requests-scene.ts'

/** Everything that Drydock asks of RDS for a clone, by the model of the call. */
function requests(engine: EngineName): readonly (readonly [string, object])[] {
  return engine.startsWith('aurora-')
    ? [
        [
          'RestoreDBClusterFromSnapshotMessage',
          snapshotInput(run(), source('cluster'), { ...cluster, Engine: engine }),
        ],
        [
          'RestoreDBClusterToPointInTimeMessage',
          copyOnWriteInput(run(), source('cluster'), { ...cluster, Engine: engine }),
        ],
        ['CreateDBInstanceMessage', writerInput(run(), source('cluster'), instance(engine))],
        ['ModifyDBClusterMessage', { DBClusterIdentifier: '', ...ownPassword }],
      ]
    : [
        [
          'RestoreDBInstanceFromDBSnapshotMessage',
          restoreInput(run(), source('instance'), instance(engine)),
        ],
        [
          'RestoreDBInstanceFromDBSnapshotMessage',
          fromClusterInput(run(), source('cluster'), { ...multiAz, Engine: engine }),
        ],
        ['ModifyDBInstanceMessage', { DBInstanceIdentifier: '', ...ownPassword }],
      ]
}

for (const engine of [
  'mysql',
  'mariadb',
  'postgres',
  'oracle-se2',
  'oracle-ee-cdb',
  'sqlserver-ex',
  'sqlserver-web',
  'sqlserver-se',
  'sqlserver-ee',
  'aurora-mysql',
  'aurora-postgresql',
] as const)
  test(`a clone of ${engine} is asked of RDS with what AWS says ${engine} takes, and with all it must have`, () => {
    for (const [model, input] of requests(engine)) {
      const members = membersOf('client-rds', model)
      for (const [name, value] of Object.entries(input)) {
        if (value === undefined) continue
        const { text } = members.find((member) => member.name === name) ?? assert.fail(name)
        assert.ok(!excludes(text, engine), `${model}.${name} is not for ${engine}: ${text}`)
      }
      for (const { name, required } of members)
        if (required) assert.ok(name in input, `${model} must have ${name}`)
    }
  })

test('a clone of Oracle has the name that its source is reached by; others are given none', () => {
  const named = (engine: EngineName) =>
    restoreInput(run(), source('instance'), instance(engine)).DBName
  assert.deepEqual(
    [named('oracle-se2'), named('mysql'), named('postgres')],
    ['apim', undefined, undefined],
  )
})

test("a clone of Oracle never has production's password; RDS gives others one afterwards", () => {
  const asked = (engine: EngineName) =>
    restoreInput(run(), source('instance'), instance(engine)).ManageMasterUserPassword
  assert.deepEqual(
    [asked('oracle-se2'), asked('oracle-ee-cdb'), asked('mysql'), asked('sqlserver-se')],
    [true, true, undefined, undefined],
  )
})

test("AWS's words on which engine takes a member are understood", () => {
  const of = (model: string, name: string) =>
    membersOf('client-rds', model).find((member) => member.name === name)?.text ?? assert.fail(name)
  const restore = 'RestoreDBInstanceFromDBSnapshotMessage'
  for (const [model, name, engine, expected] of [
    [restore, 'ManageMasterUserPassword', 'mysql', true],
    [restore, 'DBName', 'mariadb', true],
    [restore, 'AdditionalStorageVolumes', 'mysql', true],
    [restore, 'BackupRetentionPeriod', 'mysql', false],
    [restore, 'EngineLifecycleSupport', 'mysql', false],
    [restore, 'EngineLifecycleSupport', 'mariadb', true],
    [restore, 'EngineLifecycleSupport', 'postgres', false],
    [restore, 'StorageThroughput', 'mariadb', false],
    // The size, the licence model and the time zone are the snapshot's.
    [restore, 'AllocatedStorage', 'sqlserver-se', true],
    [restore, 'ManageMasterUserPassword', 'sqlserver-se', true],
    [restore, 'OptionGroupName', 'sqlserver-se', false],
    [restore, 'LicenseModel', 'sqlserver-se', false],
    ['CreateDBInstanceMessage', 'StorageType', 'aurora-mysql', true],
    ['CreateDBInstanceMessage', 'BackupRetentionPeriod', 'aurora-mysql', true],
    ['CreateDBInstanceMessage', 'Port', 'aurora-mysql', true],
    ['CreateDBInstanceMessage', 'PubliclyAccessible', 'aurora-mysql', false],
    ['ModifyDBInstanceMessage', 'ManageMasterUserPassword', 'mysql', false],
    ['RestoreDBClusterFromSnapshotMessage', 'DBClusterInstanceClass', 'aurora-mysql', true],
    ['RestoreDBClusterFromSnapshotMessage', 'StorageType', 'aurora-mysql', false],
  ] as const)
    assert.equal(excludes(of(model, name), engine), expected, `${model}.${name} for ${engine}`)
})

test('storage is requested where it must be, with values that RDS accepts', () => {
  const storage = (clone: object, shown: Partial<DBInstance>) => {
    const { StorageType, Iops, StorageThroughput } = restoreInput(run(clone), source('instance'), {
      ...instance('mysql'),
      ...shown,
    })
    return [StorageType, Iops, StorageThroughput]
  }
  const small = { StorageType: 'gp3', AllocatedStorage: 100, Iops: 3000, StorageThroughput: 125 }
  const large = { StorageType: 'gp3', AllocatedStorage: 400, Iops: 20_000, StorageThroughput: 600 }
  const io1 = { StorageType: 'io1', AllocatedStorage: 200, Iops: 4000 }
  const gp2 = { StorageType: 'gp2', AllocatedStorage: 500 }
  const nothing = [undefined, undefined, undefined]
  assert.deepEqual(storage({}, small), nothing, 'what RDS shows of small gp3 is not sent back')
  assert.deepEqual(storage({ storageType: 'gp3' }, small), nothing)
  assert.deepEqual(storage({}, large), ['gp3', 20_000, 600])
  assert.deepEqual(storage({}, io1), ['io1', 4000, undefined])
  assert.deepEqual(storage({}, gp2), ['gp2', undefined, undefined], "RDS's default is gp3")
  assert.deepEqual(storage({ storageType: 'gp2' }, io1), ['gp2', 0, undefined])
  assert.deepEqual(storage({ storageType: 'gp3' }, io1), ['gp3', undefined, undefined])
  assert.deepEqual(storage({ storageType: 'gp3' }, gp2), ['gp3', 12_000, undefined])
  assert.deepEqual(storage({ storageType: 'io2', iops: 5000 }, small), ['io2', 5000, undefined])
  const asked = { storageType: 'gp3', iops: 40_000, storageThroughput: 1000 }
  assert.deepEqual(storage(asked, large), ['gp3', 40_000, 1000])
  const Engine = 'sqlserver-se'
  assert.deepEqual(storage({}, { ...small, Engine }), ['gp3', 3000, 125])
  assert.deepEqual(storage({ storageType: 'gp3' }, { ...gp2, Engine }), ['gp3', 3000, undefined])
  const huge = { ...gp2, Engine, AllocatedStorage: 16_000 }
  assert.deepEqual(storage({ storageType: 'gp3' }, huge), ['gp3', 8000, undefined])
})

test('of several groups the one in force is taken, whatever comes first', () => {
  const input = (groups: Partial<DBInstance>) =>
    restoreInput(run(), source('instance'), { ...instance('mysql'), ...groups })
  const option = (...all: readonly (readonly [string, string])[]) =>
    input({
      OptionGroupMemberships: all.map(([OptionGroupName, Status]) => ({ OptionGroupName, Status })),
    }).OptionGroupName
  assert.equal(option(['old', 'pending-removal'], ['new', 'in-sync']), 'new')
  assert.equal(option(['old', 'removing'], ['new', 'pending-apply']), 'new')
  assert.equal(option(['old', 'pending-maintenance-removal']), undefined)
  const parameter = (...all: readonly (readonly [string, string])[]) =>
    input({
      DBParameterGroups: all.map(([DBParameterGroupName, ParameterApplyStatus]) => ({
        DBParameterGroupName,
        ParameterApplyStatus,
      })),
    }).DBParameterGroupName
  assert.equal(parameter(['old', 'failed-to-apply'], ['new', 'pending-reboot']), 'new')
  assert.equal(parameter(['old', 'pending-reboot'], ['new', 'in-sync']), 'new')
})
