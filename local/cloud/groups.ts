import { CloudError } from './request.ts'

/** By call: what names the group, what the answer is called, and the error for one that is not. */
const calls = {
  DescribeDBSubnetGroups: ['DBSubnetGroup', 'DBSubnetGroupNotFoundFault'],
  DescribeDBParameterGroups: ['DBParameterGroup', 'DBParameterGroupNotFound'],
  DescribeDBClusterParameterGroups: ['DBClusterParameterGroup', 'DBParameterGroupNotFound'],
} as const

/** The groups of an account, by their names: those of the local sources, and the default ones. */
export class Groups {
  readonly names = new Set(['local-subnets', 'local-parameters', 'local-cluster-parameters'])

  /** @throws CloudError if a request names a group that the account does not have. */
  check(parameters: URLSearchParams): void {
    for (const [group, unknown] of Object.values(calls)) {
      const name = parameters.get(`${group}Name`)
      if (name !== null) this.#find(group, unknown, name)
    }
  }

  #find(group: string, unknown: string, name: string): void {
    if (!this.names.has(name) && !/^default(\.|$)/.test(name))
      throw new CloudError(unknown, `${group} ${name} not found.`, 404)
  }

  call(action: keyof typeof calls, parameters: URLSearchParams): unknown {
    const [group, unknown] = calls[action]
    const name = parameters.get(`${group}Name`) ?? ''
    this.#find(group, unknown, name)
    return { [`${group}s`]: [{ [`${group}Name`]: name }] }
  }
}
