import { existsSync, readFileSync } from 'node:fs'
import { Command } from 'commander'
import { NamedError } from '../functions/contract/errors.ts'
import { proveServer } from './prove-server.ts'
import { serverNamed, type ServerNamed } from './server-url.ts'

interface Options {
  readonly url?: string
  readonly ca?: string
  readonly plain?: true
}

/** Servers that may be named so instead: those of which none is at hand in development. */
const variables = ['MSSQL_URL', 'ORACLE_URL']

const options = new Command('npm run engines:check --')
  .description(
    'Proves an engine on a server of yours that holds nothing: makes two databases beside the ' +
      "one that is named, puts WSO2's tables and rows at every edge into them, compares what " +
      "the server answers with what Drydock's statements mean, and drops them.",
  )
  .option('--url <url>', 'such as mssql://user:password@host:1433/database; it must have no tables')
  .option('--ca <file>', "PEM file of the authority that issued the server's certificate")
  .option('--plain', 'connect without TLS')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>()

process.exit(
  await main(options).catch((error: unknown) => {
    if (!(error instanceof NamedError)) throw error
    console.error(`${error.name}: ${error.message}`)
    const hint = hintOf(error.name)
    if (hint !== undefined) console.error(hint)
    return 1
  }),
)

async function main({ url, ca, plain }: Options): Promise<number> {
  const urls = url === undefined ? fromVariables() : [url]
  if (urls.length === 0) {
    console.log(
      `Skipped: no server is named. Add --url, or set ${variables.join(' or ')}. Nothing was ` +
        'proven.',
    )
    return 0
  }
  for (const one of urls) {
    const named = serverNamed(one, plain !== true)
    const server: ServerNamed =
      ca === undefined
        ? named
        : { ...named, address: { ...named.address, authorities: authoritiesIn(ca) } }
    const { host, port, database } = server.address
    console.log(`Proving ${server.engine} at ${host}:${port}, beside the database ${database} …`)
    const { version, ...proven } = await proveServer(server)
    console.log(`Proven on ${version}: ${JSON.stringify(proven)}`)
  }
  return 0
}

/** @throws NamedError InvalidInput */
function authoritiesIn(file: string): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new NamedError(
    'InvalidInput',
    `--ca names ${file}, which ${text === '' ? 'is not there, or empty' : 'has no certificate'}. ` +
      'Expected a PEM file of the authority that issued the certificate of the server.',
  )
}

/** The messages speak to whoever runs the functions: what is theirs there is an option here. */
function hintOf(error: string): string | undefined {
  switch (error) {
    case 'DatabaseUnreachable':
      return (
        'Here host and port are those of --url; --ca names the authority of a server that is not ' +
        "Amazon's, --plain leaves TLS out. The engine is the one that --url begins with."
      )
    case 'SourceNotFound':
      return 'Here the engine is the one that --url begins with.'
    case 'AccessDenied':
      return 'Here user and password are those of --url.'
    case 'DatabaseNotFound':
      return 'Here the database is the last part of --url.'
  }
}

// A function, not a constant: the command above runs before what is below is evaluated.
function fromVariables(): string[] {
  return ['MSSQL_URL', 'ORACLE_URL'].flatMap((name) => {
    const url = process.env[name]
    return url === undefined || url === '' ? [] : [url]
  })
}
