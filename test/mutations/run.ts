import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exactMutations, type Mutation } from './mutation.ts'

// npm run mutations [-- --only <part of a name, of a file or of a test>]…: breaks a copy of the
// code in each way of the table, one by one, and runs the test that is to see it. One that no test
// sees ends the command with 1.

const root = join(import.meta.dirname, '../..')
const only = process.argv.flatMap((word, at, all) => (all[at - 1] === '--only' ? [word] : []))
const wanted = exactMutations.filter(
  ({ what, file, test, named }) =>
    only.length === 0 ||
    only.some((part) => [what, file, test, named].some((one) => one.includes(part))),
)

const copy = mkdtempSync(join(tmpdir(), 'drydock-mutations-'))
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
for (const name of [
  'cli',
  'functions',
  'infra',
  'local',
  'test',
  'bench',
  'docs',
  'package.json',
  'cdk.json',
  'tsconfig.json',
])
  cpSync(join(root, name), join(copy, name), { recursive: true })
for (const name of ['node_modules', '.cache']) {
  mkdirSync(join(root, name), { recursive: true })
  symlinkSync(join(root, name), join(copy, name))
}

/** The words of a test's name that are not filled in when it runs. */
const pattern = (named: string): string =>
  named
    .split(/\$\{.*?\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')

interface Ran {
  readonly passed: number
  readonly failed: boolean
}
const ran = ({ test, named }: Mutation): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--test', '--test-reporter=tap', `--test-name-pattern=${pattern(named)}`, test],
      {
        cwd: copy,
        timeout: 180_000,
        env: { ...process.env, DRYDOCK_ENGINES: process.env.DRYDOCK_ENGINES ?? 'mariadb' },
      },
    )
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    child.on('error', reject)
    // One that goes on for ever has been seen, too.
    child.on('close', (code) => {
      const passed = Number(/^# pass (\d+)/m.exec(said)?.[1] ?? 0)
      resolve({ passed, failed: code !== 0 })
    })
  })

const wrong: string[] = []
const sound = new Map<string, string>()
for (const [at, mutation] of wanted.entries()) {
  const { what, file, find, put, test, named } = mutation
  const began = performance.now()
  const claim = `${test}: ${named}`
  if (!sound.has(claim)) {
    const { passed, failed } = await ran(mutation)
    sound.set(claim, failed ? 'FAILS UNBROKEN' : passed === 0 ? 'NO SUCH TEST' : '')
  }
  let verdict = sound.get(claim) ?? ''
  if (verdict === '') {
    const path = join(copy, file)
    const text = readFileSync(path, 'utf8')
    if (text.split(find).length !== 2) verdict = 'TEXT NOT FOUND'
    else {
      writeFileSync(
        path,
        text.replace(find, () => put),
      )
      verdict = (await ran(mutation)).failed ? 'seen' : 'ALIVE'
      writeFileSync(path, text)
    }
  }
  if (verdict !== 'seen') wrong.push(`${verdict}: ${what} (${file}; ${claim})`)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${at + 1}/${wanted.length} ${verdict.padEnd(8)} ${seconds.padStart(6)} s  ${what}`)
}
const seen = wanted.length - wrong.length
console.log(`\n${seen} of ${wanted.length} mutations are caught by the expected test.`)
for (const one of wrong) console.log(one)
process.exitCode = wrong.length > 0 || wanted.length === 0 ? 1 : 0
