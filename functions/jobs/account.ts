import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { fencedEvidence } from '../aws/fenced-evidence.ts'
import { NamedError } from '../contract/errors.ts'
import type { PurgeProgress, Purged } from '../contract/evidence.ts'
import { purgedSoFar } from '../purge/purge-account.ts'
import { takePlace } from '../purge/purge-place.ts'
import type { Walk } from '../walk/walk.ts'
import type { Progress } from './each-database.ts'
import type { PurgePace } from './purge-pace.ts'

type Databases = Purged['databases']

/**
 * A purge's account of all databases of a source, in the bucket: what was deleted and where it
 * stands. A call writes it only after it has claimed the purge, so that others leave the working
 * call's account alone.
 */
export class Account {
  /** As the previous call left it; null if the purge had not begun. */
  readonly before: Purged | null
  readonly #store: ReturnType<typeof fencedEvidence>
  readonly #pace: PurgePace
  /** Distinguishes this call's account from all others, even from equal ones. */
  readonly #writer = randomUUID()
  #now: Purged | null
  #claimed = false
  #archiveBytes: number
  #unsure: boolean

  constructor(store: ReturnType<typeof fencedEvidence>, before: Purged | null, pace: PurgePace) {
    this.before = before
    this.#store = store
    this.#pace = pace
    this.#now = before
    this.#unsure = hasDoubt(before?.progress)
    this.#archiveBytes = before?.archiveBytes ?? 0
  }

  /** Whether any call of this purge could delete rows; until then a run has no account. */
  get begun(): boolean {
    return this.#now !== null
  }

  /** Whether a commit of an earlier call is in doubt, so that it is unknown what was deleted. */
  get unsure(): boolean {
    return this.#unsure
  }

  /** Counts a file of the archive. */
  archived({ bytes }: { readonly bytes: Buffer }): void {
    this.#archiveBytes += bytes.length
  }

  /** A batch is done: the first one also settles the commit in doubt. */
  settled(): void {
    this.#unsure = false
  }

  /**
   * Takes the purge's place on the server, then the account. From here on rows may be deleted.
   * @throws NamedError PurgeRunning
   */
  async claim({ database, dialect }: Walk, name: string, progress: unknown): Promise<void> {
    await takePlace(database, dialect, name)
    if (this.#claimed) return
    if (!(await this.#store.unchanged()))
      throw new NamedError(
        'PurgeRunning',
        `Another call of this step worked on ${name} after this one read the account and ` +
          "before it got the purge's lock. This one has deleted nothing. It retries for ten " +
          'minutes, from where the other ended.',
      )
    await this.#write(this.before ?? { done: false, databases: [], progress })
    this.#claimed = true
  }

  /** Writes where the call stands; nothing if it never claimed the purge. */
  async reached(at: Progress<PurgeProgress, Databases[number]>, working: string): Promise<void> {
    if (!this.#claimed) return
    const under = at.inner === null ? [] : [purgedSoFar(working, at.inner)]
    await this.#write({ done: false, databases: [...at.finished, ...under], progress: at })
  }

  /** Writes it again with the notes of a pause. */
  async pause(): Promise<void> {
    if (this.#now !== null) await this.#write(this.#now)
  }

  /** All databases are done. */
  async finish(databases: Databases): Promise<void> {
    await this.#write({ done: true, databases: [...databases], progress: null })
  }

  /** The purge ends where it stands; the next run continues with the rest. */
  async outOfTime(): Promise<void> {
    const databases = this.#now?.databases ?? []
    await this.#write({ done: true, ended: 'time', databases, progress: null })
  }

  async #write(now: Purged): Promise<void> {
    const archiveBytes = this.#archiveBytes
    this.#now = { ...now, archiveBytes, writer: this.#writer, ...this.#pace.kept() }
    await this.#store.put(this.#now)
  }
}

const doubtful = z.object({ inner: z.object({ doubt: z.object({}) }) })
const hasDoubt = (progress: unknown): boolean => doubtful.safeParse(progress).success
