import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { openScratch } from '../../local/scratch.ts'
import { readTraces, type Traces } from './traces.ts'
import { settings, startEngines, type Name, type StartedEngine } from './start-engines.ts'

// Runs a command (`node --test ...`) and lends its test files a server of each engine: a file has
// them for itself while it runs, the next one takes them over. To start them for each file takes
// minutes.

interface Pair {
  readonly folder: string
  readonly engines: readonly StartedEngine<Name>[]
  readonly before: readonly Traces[]
}

const scratch = openScratch()
const free: Pair[] = []
let pairs = 0
let over = false

async function startPair(): Promise<Pair> {
  const folder = join(scratch.folder, `pair-${++pairs}`)
  const engines = await startEngines(settings, folder)
  return { folder, engines, before: await Promise.all(engines.map(readTraces)) }
}

async function lend(socket: Socket): Promise<void> {
  const returned = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined).resume()
  const pair = free.pop() ?? (await startPair())
  const engines = pair.engines.map(({ server, ...engine }) => ({
    ...engine,
    ...(server && {
      server: {
        host: server.host,
        port: server.port,
        rootUser: server.rootUser,
        rootPassword: server.rootPassword,
      },
    }),
  }))
  socket.write(`${JSON.stringify(engines)}\n`)
  await returned
  if (over) return
  const after = await Promise.all(pair.engines.map(readTraces))
  const left = after.flatMap((traces, at) =>
    [...traces].filter((one) => !pair.before[at]?.has(one)),
  )
  if (left.length === 0) return void free.push(pair)
  // It could change what another file sees.
  console.error(`A test file left on its servers: ${left.join(', ')}. Others are started.`)
  for (const { server } of pair.engines) await server?.kill()
  await rm(pair.folder, { recursive: true })
}

const [command = '', ...words] = process.argv.slice(2)
const path = join(scratch.folder, 'lend')
await new Promise<void>((done) =>
  createServer((socket) => {
    lend(socket).catch((error: unknown) => {
      if (!over) console.error('The servers of a test file:', error)
      socket.destroy()
    })
  }).listen(path, () => done()),
)
const child = spawn(command, words, {
  stdio: 'inherit',
  env: { ...process.env, DRYDOCK_TEST_ENGINES: path },
})
const ended = new Promise<number>((resolve) =>
  child.once('exit', (code) => resolve(code ?? 1)).once('error', () => resolve(127)),
)
scratch.onCleanup(async () => {
  over = true
  child.kill('SIGTERM')
  await ended
})
const code = await ended
await scratch.close()
process.exit(code)
