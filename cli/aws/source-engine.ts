import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../functions/contract/errors.ts'

/**
 * The engine of a source by RDS's name.
 * @param region where the source is; the caller's when absent
 * @throws NamedError SourceNotFound
 */
export async function engineOfSource(
  source: { readonly instance: string } | { readonly cluster: string },
  region?: string,
): Promise<string> {
  const client = new RDSClient(region === undefined ? {} : { region })
  const id = 'instance' in source ? source.instance : source.cluster
  const missing = (error: unknown) => {
    if (error instanceof Error && /NotFound/.test(error.name))
      throw new NamedError(
        'SourceNotFound',
        `RDS has no ${'instance' in source ? 'DB instance' : 'DB cluster'} "${id}" in this ` +
          `account and ${region ?? 'region'}. Correct the environment, --profile` +
          `${region === undefined ? ' or --region' : ''}.`,
      )
    throw error
  }
  const engine =
    'instance' in source
      ? await client
          .send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))
          .then(({ DBInstances }) => DBInstances?.[0]?.Engine, missing)
      : await client
          .send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))
          .then(({ DBClusters }) => DBClusters?.[0]?.Engine, missing)
  return engine ?? ''
}
