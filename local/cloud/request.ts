import type { IncomingMessage } from 'node:http'

/** One call to an AWS service, as the SDK sent it. */
export interface Call {
  readonly method: string
  /** Path without the query, e.g. /bucket/key. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** An error as AWS returns it: the SDK turns the code into its exception. */
export class CloudError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

export async function readCall(request: IncomingMessage): Promise<Call> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const url = new URL(request.url ?? '/', 'http://localhost')
  const chunked = String(request.headers['content-encoding'] ?? '').includes('aws-chunked')
  const body = Buffer.concat(parts)
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    body: chunked ? unchunk(body) : body,
  }
}

/**
 * The SDK may send a body in chunks, each after a line with its length, with checksums at the end.
 */
function unchunk(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const line = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.subarray(at, line).toString('latin1'), 16)
    if (!(length > 0)) break
    parts.push(body.subarray(line + 2, line + 2 + length))
    at = line + 2 + length + 2
  }
  return Buffer.concat(parts)
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A value of the query protocol as XML; lists become the given element or `member`. */
export function toXml(value: unknown, list = 'member'): string {
  if (Array.isArray(value)) return value.map((item) => `<${list}>${toXml(item)}</${list}>`).join('')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => `<${name}>${toXml(part, listElements[name])}</${name}>`)
      .join('')
  return escapeXml(String(value))
}

const listElements: Readonly<Record<string, string>> = {
  Attributes: 'entry',
  GlobalClusters: 'GlobalClusterMember',
  Subnets: 'Subnet',
  GlobalClusterMembers: 'GlobalClusterMember',
  DBInstances: 'DBInstance',
  DBClusters: 'DBCluster',
  DBClusterMembers: 'DBClusterMember',
  DBClusterSnapshots: 'DBClusterSnapshot',
  ReadReplicaIdentifiers: 'ReadReplicaIdentifier',
  AccountQuotas: 'AccountQuota',
  ReadReplicaDBInstanceIdentifiers: 'ReadReplicaDBInstanceIdentifier',
  DBSnapshots: 'DBSnapshot',
  DBSnapshotAttributes: 'DBSnapshotAttribute',
  DBClusterSnapshotAttributes: 'DBClusterSnapshotAttribute',
  AttributeValues: 'AttributeValue',
  TagList: 'Tag',
  VpcSecurityGroups: 'VpcSecurityGroupMembership',
  DBParameterGroups: 'DBParameterGroup',
  DBClusterParameterGroups: 'DBClusterParameterGroup',
  DBSubnetGroups: 'DBSubnetGroup',
  OptionGroupMemberships: 'OptionGroupMembership',
  OptionGroupsList: 'OptionGroup',
  Options: 'Option',
  OptionSettings: 'OptionSetting',
}

/** A list parameter of the query protocol: Name.member.1, or Name.Element.1, followed by fields. */
export function listParameter(parameters: URLSearchParams, name: string): Record<string, string>[] {
  const items: Record<string, string>[] = []
  for (const [key, value] of parameters) {
    const [, at, field] = new RegExp(`^${name}\\.\\w+\\.(\\d+)(?:\\.(\\w+))?$`).exec(key) ?? []
    if (at !== undefined) items[Number(at) - 1] = { ...items[Number(at) - 1], [field ?? '']: value }
  }
  return items
}
