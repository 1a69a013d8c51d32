import { Transform, type TransformCallback } from 'node:stream'
import { ServerError } from '../server/server-error.ts'

/** Bytes of a line that tell what it is. */
const telling = 512
const newline = 0x0a

/** `drop`: a statement, however many lines it has; `skip`: one line. */
type Fate = 'keep' | 'drop' | 'skip' | { readonly rewrite: string }

/**
 * Takes out of a dump what belongs to the server it was made on: the database it lay in, the server's GTIDs and binary
 * log, and the users who defined its views, triggers and routines. Rows pass as they are, however long their lines.
 */
export class FilterDump extends Transform {
  readonly #file: string
  /** The databases that the dump names. */
  readonly databases = new Set<string>()
  /** The end of what came through, to see whether the dump is whole. */
  tail = ''
  #line = 1
  #begin: Buffer = Buffer.alloc(0)
  /** What becomes of the rest of the line; null at a line's beginning. */
  #fate: Fate | null = null
  /** A dropped statement may go on over several lines. */
  #dropping = false

  constructor(file: string) {
    super()
    this.#file = file
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    try {
      this.tail = (this.tail + chunk.subarray(-300).toString('latin1')).slice(-300)
      let rest = chunk
      while (rest.length > 0) {
        const end = rest.indexOf(newline)
        const part = end < 0 ? rest : rest.subarray(0, end + 1)
        this.#take(part, end >= 0)
        rest = rest.subarray(part.length)
      }
      done()
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      if (this.#fate === null && this.#begin.length > 0) this.#decide(true)
      done()
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #take(part: Buffer, ends: boolean): void {
    if (this.#fate === null) {
      this.#begin = this.#begin.length === 0 ? part : Buffer.concat([this.#begin, part])
      if (ends || this.#begin.length >= telling) this.#decide(ends)
    } else if (this.#fate === 'keep') this.push(part)
    if (!ends) return
    if (this.#fate === 'drop') this.#dropping = !/;\s*$/.test(part.toString('latin1'))
    this.#fate = null
    this.#begin = Buffer.alloc(0)
    this.#line += 1
  }

  /** @param whole the line is short, and known to its end. */
  #decide(whole: boolean): void {
    const text = this.#begin.toString('latin1')
    this.#fate = this.#dropping ? 'drop' : this.#fateOf(text, whole)
    if (this.#fate === 'keep') this.push(this.#begin)
    else if (typeof this.#fate === 'object') this.push(Buffer.from(this.#fate.rewrite, 'latin1'))
  }

  #fateOf(text: string, whole: boolean): Fate {
    const database = /^(?:CREATE DATABASE .*?|USE )`((?:[^`]|``)+)`/.exec(text)?.[1]
    if (database !== undefined) {
      this.databases.add(database)
      if (this.databases.size > 1)
        throw new ServerError(
          'DumpNotLoaded',
          `${this.#file} holds several databases (${[...this.databases].join(', ')}), and each ` +
            `has to be a file of its own. Dump them one by one, then name each file with --dump.`,
        )
      return 'drop'
    }
    if (
      /^SET @@GLOBAL\.GTID_PURGED|^SET @@SESSION\.SQL_LOG_BIN|^SET @MYSQLDUMP_TEMP_LOG_BIN/i.test(
        text,
      )
    )
      return 'drop'
    // The sandbox of MariaDB's client, which MySQL's takes for a command it does not know.
    if (/^\/\*M?!999999\\- /.test(text)) return 'skip'
    if (/^CHANGE (MASTER|REPLICATION SOURCE) TO/i.test(text)) return 'drop'
    if (!whole || !/^(CREATE|\/\*!\d+ (CREATE|DEFINER))/i.test(text)) return 'keep'
    const rewrite = text.replace(/DEFINER\s*=\s*`(?:[^`]|``)*`@`(?:[^`]|``)*`/g, '')
    return rewrite === text ? 'keep' : { rewrite }
  }
}
