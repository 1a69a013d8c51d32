import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
const program = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|aws|cdk|git|curl|openssl|bash) \S/

/** Every command line of the docs, of fenced blocks and of the text, as it stands there. */
export function commandsOfDocs(): readonly { readonly file: string; readonly command: string }[] {
  return globSync(['*.md', 'docs/*.md'], { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const fenced = [...text.matchAll(/^```(?:sh|bash)?\n([\s\S]*?)^```$/gm)].flatMap(
      ([, block = '']) => block.split('\n').map((line) => line.replace(/\s+#.*$/, '').trim()),
    )
    const inline = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(
      ([, span = '']) => span.replace(/\s+/g, ' '),
    )
    return [...fenced, ...inline]
      .filter((line) => program.test(line))
      .map((command) => ({ file, command }))
  })
}

interface Ending {
  readonly code: number
  readonly says: RegExp
}
/**
 * `quick` runs in npm test, `whole` in npm run scenarios; what does not run here has its reason.
 */
type Tried = { readonly quick: Ending } | { readonly whole: Ending } | { readonly not: string }

const needsAws = 'it needs an account of AWS'
const needsOutput = 'it needs what a run or a person has put somewhere'
/** The first that matches counts. */
export const tried: readonly (readonly [RegExp, Tried])[] = [
  [/^npm start -- --help$/, { quick: { code: 0, says: /--settings/ } }],
  [/^npm run undo -- --help$/, { quick: { code: 0, says: /--archive/ } }],
  [/^npm run bench -- --help$/, { quick: { code: 0, says: /--growth/ } }],
  [/^npx drydock --help$/, { quick: { code: 0, says: /^ {2}0 {4}done$/m } }],
  [/^npx drydock /, { not: 'test/cli tries the commands on the local cloud' }],
  // Up to where it wants AWS: the app is synthesized, and the toolkit looks for credentials.
  [
    /^npx cdk bootstrap aws:\/\/\d{12}\/[\w-]+$/,
    {
      whole: { code: 1, says: /Need to perform AWS calls for account \d{12}, but no credentials/ },
    },
  ],
  [/^npx cdk synth +-c environment=\S+$/, { whole: { code: 0, says: /AWS::Lambda::Function/ } }],
  [/^npm ci$/, { not: 'npm test and npm start run it on a clean clone' }],
  [/^cdk synth$/, { not: 'it names the command; the one with its environment runs' }],
  [/^npm pack$/, { not: 'package.test.ts packs it' }],
  [/^npm install .*tgz/, { not: 'package.test.ts unpacks it beside what it needs, offline' }],
  [/^npx cdk bootstrap$/, { not: needsAws }],
  [/^npx cdk bootstrap aws:\S+ --trust /, { not: needsAws }],
  [/^npx cdk (diff|deploy|destroy)\b/, { not: needsAws }],
  [/^aws /, { not: needsAws }],
  [/^curl .*amazonaws\.com/, { not: needsAws }],
  [/^npm start$/, { whole: { code: 0, says: /every other row is as seeded/ } }],
  [/^npm start -- --smoke$/, { whole: { code: 0, says: /SmokeTest/ } }],
  [
    /^npm start -- --settings '{"limits": {"blastShare": 0\.5}}'$/,
    { whole: { code: 1, says: /BlastRadius: blast-radius \(production\)/ } },
  ],
  // Who is asked answers by a command of the AWS CLI; approval.test.ts does.
  [/^npm start -- --settings '{"approval": /, { not: 'it waits for a person' }],
  [/^npm start -- .*--dump\b/, { not: 'it needs a dump of your own; options.test.ts loads one' }],
  [/^npm start -- .*--keep\b/, { not: 'it goes on until Ctrl-C; options.test.ts presses that' }],
  [/^npm start -- /, { whole: { code: 0, says: /every other row is as seeded/ } }],
  [/^npx node --test test\/gates\/window\.test\.ts$/, { quick: { code: 0, says: /fail 0/ } }],
  [/npx node --test /, { not: 'npm test runs these files' }],
  [/npm (run )?test\b/, { not: 'it is what runs this' }],
  [/^npm run engines:check$/, { quick: { code: 0, says: /Skipped: no server is named/ } }],
  [
    /^npm run engines:check -- --url /,
    { not: 'it needs a server of yours; check-engine.test.ts has those that are at hand' },
  ],
  [/^npm run soak\b/, { not: 'it takes a quarter of an hour' }],
  [/npm run scenarios\b/, { not: 'it is what runs the long ones of these' }],
  [/^npm ci$/, { not: 'it needs the registry, and takes node_modules away meanwhile' }],
  [/^npm run mutations\b/, { not: 'it takes an hour; test/mutations sees that it can run' }],
  [
    /^npm run (runbook|rules|schema|beliefs|pictures|golden)$/,
    { not: 'it writes into docs or test; tests compare what it would write' },
  ],
  [/^git config /, { not: "it changes a repository's settings" }],
  [/^npm run typecheck$/, { not: 'npm test begins with it' }],
  [/^npm run format$/, { not: 'it writes into the tree; npm test looks whether it would' }],
  [/^npm run bench\b/, { not: 'it takes many minutes; bench.test.ts runs a small one' }],
  [/^node bench\/write-docs\.ts /, { not: needsOutput }],
  [/^node bench\/mysql\/buffer-pool\.ts /, { not: 'it takes minutes' }],
  [/^npm run undo( -- |$)/, { not: `${needsOutput}; options.test.ts runs it after a run` }],
  [/^npm run verify-reports\b/, { not: needsOutput }],
]

export const howTried = (command: string): Tried | undefined =>
  tried.find(([pattern]) => pattern.test(command))?.[1]

/** Runs a command in a shell as a reader would, who has no account of AWS. */
export async function run(
  command: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS_|NODE_TEST_CONTEXT)/.test(name)),
  )
  const child = spawn('bash', ['-c', command.replaceAll('<name>', 'example')], {
    cwd: root,
    env: {
      ...env,
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: '/nonexistent',
      CI: 'true',
      // The library's validation of the template takes seconds; synth.test.ts has it.
      ...(command.includes('cdk bootstrap') ? { CDK_VALIDATION: 'false' } : {}),
    },
  })
  child.stdin.end()
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}
