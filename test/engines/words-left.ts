/** Files, and folders, whose words are not an engine's SQL: why they say them. */
export const justified: Readonly<Record<string, string>> = {
  'infra/drivers.ts': 'the drivers and ports of engines, of which an environment names some',
  'infra/database-names.ts': 'what names of databases a server can have, which is told by engine',
  'infra/source-faults.ts': 'the engine of a source that names none',
  'local/check-engine.ts': 'variables that name servers of engines, of which none is at hand',
  'local/pictures/': 'backticks of Markdown',
  'local/seed/schema-tables.ts': 'the form in which every DDL of ours is written',
  'functions/aws/instance/restore-input.ts':
    'the member of a restore that RDS takes of one engine, and that its clone needs',
  'functions/aws/cluster/describe.ts': "RDS's own name of Aurora's engine, as its API answers it",
  'functions/contract/storage-limits.ts': 'limits of RDS storage, which are told by engine',
  'functions/aws/instance/facts.ts': "RDS's own names of an engine, as its API answers them",
  'functions/contract/one-select.ts':
    "the customer's own query, refused for the locks of any engine",
  'functions/contract/source.ts': 'what a source may be in RDS, which is told by engine',
  'functions/engines/render-living.ts': 'a subquery, which every engine writes alike',
  'functions/runtime/unexpected.ts': "a field of Node's own errors",
  'local/beliefs-table.ts': 'backticks of Markdown; the heading of a table',
  'local/cloud/beliefs.ts': 'beliefs about RDS, which are told by engine',
  'local/cloud/instance.ts': 'what RDS takes and shows of one engine',
  'local/cloud/beliefs/rds-requests.ts': 'beliefs about RDS, which are told by engine',
  'local/cloud/beliefs/rds-clusters.ts': 'beliefs about RDS, which are told by engine',
  'local/cloud/beliefs/rds-storage.ts': 'beliefs about RDS, which are told by engine',
  'local/cloud/cluster.ts': "RDS's own name of Aurora's engine, as its API answers it",
  'local/cloud/rds-members.ts': 'members of requests that RDS takes, told by engine',
  'local/cloud/beliefs/rds-sqlserver.ts': 'beliefs about RDS, which are told by engine',
  'local/cloud/beliefs/rds-oracle.ts': 'beliefs about RDS, which are told by engine',
  'local/cloud/instances.ts': 'what RDS takes and shows of one engine',
  'local/cloud/oracle-rules.ts': 'what RDS takes and shows of one engine',
  'local/cloud/sqlserver-rules.ts': 'what RDS takes and shows of one engine',
  'local/cloud/storage-rules.ts': 'limits of RDS storage, which are told by engine',
  'local/server-url.ts': 'the schemes of URLs, which name engines',
  'local/rules-table.ts': 'backticks of Markdown',
}

/** What still stands outside of the engines' folders. It only gets shorter. */
export const left: Readonly<Record<string, string>> = {}
