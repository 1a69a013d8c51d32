import {
  CfnSecurityGroup,
  CfnSecurityGroupEgress,
  CfnSecurityGroupIngress,
} from 'aws-cdk-lib/aws-ec2'
import { Construct } from 'constructs'
import type { EnvironmentFile } from './environment-file.ts'

/**
 * Two security groups: one for the clones, one for the functions that connect to databases. By id
 * and without lookups, so that a template can be made without an account; hence the plain
 * CloudFormation resources.
 */
export class Network extends Construct {
  readonly cloneGroup: string
  readonly functionGroup: string

  constructor(
    scope: Construct,
    id: string,
    { name, network }: Pick<EnvironmentFile, 'name' | 'network'>,
  ) {
    super(scope, id)
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
    this.cloneGroup = group(
      'CloneGroup',
      `Clones of Drydock ${name}: only its own functions may connect`,
      [nothing],
    )
    this.functionGroup = group(
      'FunctionGroup',
      `Functions of Drydock ${name} that connect to databases`,
      [https],
    )

    const port = { ipProtocol: 'tcp', fromPort: network.databasePort, toPort: network.databasePort }
    new CfnSecurityGroupIngress(this, 'CloneFromFunctions', {
      ...port,
      groupId: this.cloneGroup,
      sourceSecurityGroupId: this.functionGroup,
      description: 'Functions of Drydock',
    })
    new CfnSecurityGroupEgress(this, 'FunctionsToClone', {
      ...port,
      groupId: this.functionGroup,
      destinationSecurityGroupId: this.cloneGroup,
      description: 'Clones of Drydock',
    })
  }
}
