import assert from 'node:assert/strict'
import {
  DescribeOptionGroupsCommand,
  ModifyDBInstanceCommand,
  type RestoreDBInstanceFromDBSnapshotCommandInput,
} from '@aws-sdk/client-rds'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { engines } from '../../../functions/engines/engines.ts'
import { membersOf, sdkText } from '../../aws/sdk-texts.ts'
import {
  cloud,
  describe,
  rds,
  restore,
  shared,
  shows,
  snapshotOf,
  until,
  type Tries,
} from './try.ts'

const as = 'InvalidParameterCombination'
const secrets = new SecretsManagerClient({})
const [CharacterSetName, NcharCharacterSetName] = ['AL32UTF8', 'AL16UTF16']
const instance = { Engine: 'oracle-se2', DBName: 'APIM', CharacterSetName, NcharCharacterSetName }
cloud.rds.optionGroups.set('with-ssl', [{ OptionName: 'SSL', Port: 2484 }])
cloud.rds.optionGroups.set('with-tde', [{ OptionName: 'TDE', Permanent: true }])
const inGroup = (OptionGroupName: string) => ({
  OptionGroupMemberships: [{ OptionGroupName, Status: 'in-sync' }],
})
const [snapshot = '', tenants = '', enterprise = '', encrypted = '', large = ''] =
  await Promise.all(
    [
      {},
      { Engine: 'oracle-ee-cdb', MultiTenant: true },
      { Engine: 'oracle-ee' },
      { Engine: 'oracle-ee', ...inGroup('with-tde') },
      { AllocatedStorage: 200 },
    ].map((otherwise) => snapshotOf({ ...instance, ...otherwise })),
  )

type Asked = Partial<RestoreDBInstanceFromDBSnapshotCommandInput>
const asked = (more: Asked, DBSnapshotIdentifier = snapshot) =>
  restore({ DBSnapshotIdentifier, ...more })
const gp3 = { StorageType: 'gp3', Iops: 12_000 }
const managed = { ManageMasterUserPassword: true }

async function modified(of: string): Promise<unknown> {
  const { DBInstanceIdentifier = '' } = await asked({}, of)
  await until(async () => (await describe(DBInstanceIdentifier)).DBInstanceStatus === 'available')
  return rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, ...managed }))
}

export const rdsOracleTries: Tries = {
  'oracle-and-sqlserver-by-edition': {
    shown: async () => {
      const told = sdkText('client-rds RestoreDBInstanceFromDBSnapshotMessage.Engine')
      const editions = (names: readonly string[]) =>
        names.filter((name) => /^(oracle|sqlserver)-/.test(name)).sort()
      assert.deepEqual(editions(told.split(' ')), editions(Object.keys(engines)))
    },
  },
  'oracle-licence': {
    refused: () => asked({ LicenseModel: 'general-public-license' }),
    as,
    taken: async () => {
      assert.equal((await asked({})).LicenseModel, 'bring-your-own-license')
      const { LicenseModel } = await asked({ LicenseModel: 'license-included' })
      assert.equal(LicenseModel, 'license-included')
    },
  },
  'oracle-licence-of-enterprise-edition': {
    refused: () => asked({ LicenseModel: 'license-included' }, enterprise),
    as,
    taken: () => asked({ LicenseModel: 'bring-your-own-license' }, enterprise),
  },
  'oracle-restore-makes-a-password': {
    refused: () => asked(managed, shared),
    as,
    taken: async () => {
      const { DBInstanceIdentifier = '', MasterUserSecret } = await asked(managed)
      assert.equal(MasterUserSecret?.SecretStatus, 'creating')
      await shows(DBInstanceIdentifier, 'available, secret active')
      const SecretId = MasterUserSecret.SecretArn
      const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }))
      assert.match(SecretString ?? '', /"password":"\w{32}"/)
    },
  },
  'oracle-tenants-have-passwords': {
    refused: () => modified(tenants),
    as,
    taken: () => modified(snapshot),
  },
  'oracle-name-is-restored': {
    shown: async () => {
      assert.equal((await asked({})).DBName, 'APIM')
      assert.equal((await asked({ DBName: 'OTHER' })).DBName, 'OTHER')
    },
  },
  'oracle-name-is-short': {
    refused: () => asked({ DBName: 'TOOLONG_9' }),
    as: 'InvalidParameterValue',
    taken: () => asked({ DBName: 'LONGEST8' }),
  },
  'oracle-name-of-a-container': {
    shown: async () => assert.equal((await asked({}, tenants)).DBName, 'APIM'),
  },
  'oracle-character-sets-are-restored': {
    shown: async () => {
      const { CharacterSetName: own, NcharCharacterSetName: national } = await asked({})
      assert.deepEqual([own, national], [CharacterSetName, NcharCharacterSetName])
      const names = membersOf('client-rds', 'RestoreDBInstanceFromDBSnapshotMessage')
      assert.ok(!names.some(({ name }) => name.includes('CharacterSet')))
    },
  },
  'oracle-tls-has-a-port': {
    shown: async () => {
      const { OptionGroupMemberships, DBInstanceIdentifier } = await asked({
        OptionGroupName: 'with-ssl',
      })
      const OptionGroupName = OptionGroupMemberships?.[0]?.OptionGroupName
      const described = new DescribeOptionGroupsCommand({ OptionGroupName })
      const [group] = (await rds.send(described)).OptionGroupsList ?? []
      const [option] = group?.Options ?? []
      assert.deepEqual([option?.OptionName, option?.Port], ['SSL', 2484])
      await until(async () => (await describe(DBInstanceIdentifier)).Endpoint !== undefined)
      assert.notEqual((await describe(DBInstanceIdentifier)).Endpoint?.Port, 2484)
    },
  },
  'oracle-port-is-no-options': {
    refused: () => asked({ OptionGroupName: 'with-ssl', Port: 2484 }),
    as,
    taken: () => asked({ OptionGroupName: 'with-ssl', Port: 1521 }),
  },
  'oracle-permanent-options-are-restored': {
    refused: async () => {
      await assert.rejects(asked({ OptionGroupName: 'with-ssl' }, encrypted), { name: as })
      return asked({}, encrypted)
    },
    as,
    taken: () => asked({ OptionGroupName: 'with-tde' }, encrypted),
  },
  'option-group-exists': {
    refused: () => asked({ OptionGroupName: 'unknown' }, shared),
    as: 'OptionGroupNotFoundFault',
    taken: () => asked({ OptionGroupName: 'local-options' }, shared),
  },
  'oracle-gp3-by-size': {
    refused: () => asked(gp3),
    as,
    taken: () => asked(gp3, large),
  },
}
