import { seenBy } from '../purge/code-mutations.ts'
import { exactAccounts } from './exact-accounts.ts'
import { exactRules } from './exact-rules.ts'
import { exactArchives } from './exact-archives.ts'
import { exactJobs } from './exact-jobs.ts'
import { exactChecks } from './exact-checks.ts'
import { exactAround } from './exact-around.ts'
import { exactCli } from './exact-cli.ts'
import { exactGates } from './exact-gates.ts'
import { exactPreflight } from './exact-preflight.ts'
import { exactPurge } from './exact-purge.ts'
import { exactReclaim } from './exact-reclaim.ts'
import { exactSecond } from './exact-second.ts'

/** By what is broken: the file, a text that stands in it once, and what is put in its place. */
export type Exact = Readonly<Record<string, readonly [file: string, find: string, put: string]>>

export interface Mutation {
  readonly what: string
  readonly file: string
  readonly find: string
  readonly put: string
  /** The file and the name, or a part of it, of the test that sees it. */
  readonly test: string
  readonly named: string
}

const exact: Exact = {
  ...exactRules,
  ...exactPurge,
  ...exactSecond,
  ...exactAccounts,
  ...exactArchives,
  ...exactChecks,
  ...exactJobs,
  ...exactAround,
  ...exactCli,
  ...exactGates,
  ...exactPreflight,
  ...exactReclaim,
}

/** Those that `npm run mutations` makes. */
export const isExact = (what: string): boolean => what in exact

/** Every mutation that is more than a description, with the test that sees it. */
export const exactMutations: readonly Mutation[] = Object.entries(seenBy).flatMap(([test, tests]) =>
  Object.entries(tests).flatMap(([named, broken]) =>
    broken.flatMap((what) => {
      const [file, find, put] = exact[what] ?? []
      return file === undefined || find === undefined || put === undefined
        ? []
        : [{ what, file, find, put, test, named }]
    }),
  ),
)

/** Entries that no test claims to see. */
export const unseen: readonly string[] = Object.keys(exact).filter(
  (what) => !exactMutations.some((one) => one.what === what),
)
