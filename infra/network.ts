import {
  CfnSecurityGroup,
  CfnSecurityGroupEgress,
  CfnSecurityGroupIngress,
} from 'aws-cdk-lib/aws-ec2'
import { Construct } from 'constructs'
import { databasePorts } from './drivers.ts'
import type { EnvironmentFile } from './environment-file.ts'

interface Port {
  readonly ipProtocol: string
  readonly fromPort: number
  readonly toPort: number
}

/**
 * Two security groups: one for the clones, one for the functions that connect to databases. Where
 * the clones have an account of their own, their group is made there, by hand. By id and without
 * lookups, so that a template can be made without an account; hence the plain
 * CloudFormation resources.
 */
export class Network extends Construct {
  readonly cloneGroup: string
  readonly functionGroup: string
  readonly #ports: readonly number[]
  /** Where the clones are, if that is another account. */
  readonly #ranges: readonly string[]

  constructor(
    scope: Construct,
    id: string,
    file: Pick<EnvironmentFile, 'name' | 'network' | 'cloneAccount' | 'sources'>,
  ) {
    super(scope, id)
    const { name, network, cloneAccount } = file
    const group = (
      groupId: string,
      description: string,
      securityGroupEgress: CfnSecurityGroup.EgressProperty[],
    ) =>
      new CfnSecurityGroup(this, groupId, {
        groupDescription: description,
        vpcId: network.vpc,
        securityGroupEgress,
      }).attrGroupId

    // A group without egress rules gets one that allows everything; this rule allows nothing in
    // practice.
    const nothing = {
      cidrIp: '127.0.0.1/32',
      ipProtocol: 'tcp',
      fromPort: 1,
      toPort: 1,
      description: 'Nothing: a clone opens no connection',
    }
    const https = {
      cidrIp: '0.0.0.0/0',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: 'APIs of AWS',
    }
    this.functionGroup = group(
      'FunctionGroup',
      `Functions of Drydock ${name} that connect to databases`,
      [https],
    )

    this.#ports = databasePorts(file.sources)
    this.#ranges = cloneAccount?.cidrs ?? []
    if (cloneAccount !== undefined) this.cloneGroup = cloneAccount.securityGroup
    else {
      this.cloneGroup = group(
        'CloneGroup',
        `Clones of Drydock ${name}: only its own functions may connect`,
        [nothing],
      )
    }
    this.admit('Functions', this.functionGroup, 'Functions of Drydock')
  }

  /** Lets a group connect to the clones. */
  admit(id: string, group: string, description: string): void {
    for (const port of this.#ports) {
      // Named by its port: the rule of a port stays the same when another joins it.
      this.#admitAt(`${id}${port}`, group, description, {
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
      })
    }
  }

  #admitAt(id: string, group: string, description: string, port: Port): void {
    const out = { ...port, groupId: group, description: 'Clones of Drydock' }
    for (const [at, cidrIp] of this.#ranges.entries())
      new CfnSecurityGroupEgress(this, `${id}ToClone${at}`, { ...out, cidrIp })
    if (this.#ranges.length > 0) return
    new CfnSecurityGroupIngress(this, `CloneFrom${id}`, {
      ...port,
      groupId: this.cloneGroup,
      sourceSecurityGroupId: group,
      description,
    })
    new CfnSecurityGroupEgress(this, `${id}ToClone`, {
      ...out,
      destinationSecurityGroupId: this.cloneGroup,
    })
  }
}
