import { home } from './arn.ts'
import { checkShareable, checkUsable, isEncrypted, type LocalKeys } from './keys.ts'
import { CloudError, listParameter } from './request.ts'
import { describeClusterSnapshot, describeSnapshot, type Snapshot } from './snapshot.ts'
import type { Snapshots } from './snapshots.ts'
import { tagsOf } from './tags.ts'

type Kind = 'instance' | 'cluster'
/** The snapshots of one account, by what they were taken of. */
export type OwnSnapshots = Readonly<Record<Kind, Snapshots>>

/** As many accounts as RDS shares a snapshot with. */
const most = 20

/** RDS's calls that share snapshots with other accounts, and copy what others share. */
export class Sharing {
  readonly #account: string
  readonly #own: OwnSnapshots
  readonly #keys: LocalKeys
  readonly #elsewhere: (account: string) => OwnSnapshots | undefined

  constructor(
    account: string,
    own: OwnSnapshots,
    keys: LocalKeys,
    elsewhere: (account: string) => OwnSnapshots | undefined,
  ) {
    this.#account = account
    this.#own = own
    this.#keys = keys
    this.#elsewhere = elsewhere
  }

  /** @returns undefined for any other call. */
  call(action: string, parameters: URLSearchParams): unknown {
    const [, verb, cluster, noun] =
      /^(Copy|Modify|Describe)DB(Cluster)?Snapshot(Attributes?)?$/.exec(action) ?? []
    if (verb === undefined || (verb === 'Copy') !== (noun === undefined)) return undefined
    const kind = cluster === undefined ? 'instance' : 'cluster'
    const name = `DB${cluster ?? ''}Snapshot`
    if (verb === 'Copy') {
      const of = this.#find(kind, parameters.get(`Source${name}Identifier`) ?? '')
      const describe = kind === 'instance' ? describeSnapshot : describeClusterSnapshot
      return { [name]: describe(this.#copy(kind, name, of, parameters)) }
    }
    const snapshot = this.#own[kind].find(parameters.get(`${name}Identifier`) ?? '')
    if (verb === 'Modify') this.#share(snapshot, parameters)
    return {
      [`${name}AttributesResult`]: {
        [`${name}Identifier`]: snapshot.id,
        [`${name}Attributes`]: [
          { AttributeName: 'restore', AttributeValues: [...snapshot.sharedWith] },
        ],
      },
    }
  }

  /** What a restore may start from. A shared snapshot goes by its ARN. @throws CloudError */
  restorable(kind: Kind, name: string): Snapshot {
    const found = this.#find(kind, name)
    if (found.account !== this.#account && isEncrypted(found.shown))
      throw new CloudError(
        'InvalidParameterValue',
        'A snapshot that is both shared and encrypted cannot be restored: copy it first.',
      )
    return found
  }

  #find(kind: Kind, name: string): Snapshot {
    if (!name.startsWith('arn:')) return this.#own[kind].find(name)
    const [account = home, , id = ''] = name.split(':').slice(4)
    if (account === this.#account) return this.#own[kind].find(id)
    const found = this.#elsewhere(account)?.[kind].all.get(id)
    return found?.sharedWith.has(this.#account) ? found : this.#own[kind].find(name)
  }

  #share(snapshot: Snapshot, parameters: URLSearchParams): void {
    if (parameters.get('AttributeName') !== 'restore')
      throw new CloudError('InvalidParameterValue', 'The attribute that is shared is "restore".')
    const values = (list: string) =>
      listParameter(parameters, list).flatMap((value) => value[''] ?? [])
    const added = values('ValuesToAdd')
    if (snapshot.status !== 'available')
      throw new CloudError('InvalidDBSnapshotState', `The snapshot is ${snapshot.status}.`)
    if (added.length > 0) checkShareable(this.#keys, snapshot.shown)
    if (added.includes('all') && isEncrypted(snapshot.shown))
      throw new CloudError('InvalidParameterValue', "You can't share it as public.")
    for (const account of added) snapshot.sharedWith.add(account)
    if (snapshot.sharedWith.size > most)
      throw new CloudError('SharedSnapshotQuotaExceeded', `At most ${most} accounts.`)
    for (const account of values('ValuesToRemove')) snapshot.sharedWith.delete(account)
  }

  #copy(kind: Kind, name: string, of: Snapshot, parameters: URLSearchParams): Snapshot {
    const key = parameters.get('KmsKeyId')
    const encrypted = isEncrypted(of.shown)
    if (encrypted && of.account !== this.#account) {
      checkUsable(this.#keys, of.shown, this.#account)
      if (key === null)
        throw new CloudError(
          'InvalidParameterCombination',
          'KmsKeyId is required to copy an encrypted snapshot of another account.',
        )
    }
    if (!encrypted && key !== null && kind === 'cluster')
      throw new CloudError(
        'InvalidParameterCombination',
        'An unencrypted cluster snapshot takes no KmsKeyId.',
      )
    return this.#own[kind].copy(
      parameters.get(`Target${name}Identifier`) ?? '',
      of,
      tagsOf(parameters),
      key,
    )
  }
}
