import { Transform, type TransformCallback } from 'node:stream'
import { ServerError } from '../../server/server-error.ts'

/** The bytes of a line that identify its kind. */
const telling = 512
const newline = 0x0a

/** `drop`: a whole statement, possibly several lines; `skip`: one line. */
type Fate = 'keep' | 'drop' | 'skip' | { readonly rewrite: string }

/**
 * Removes from a dump what belongs to its original server: the database name, the server's GTIDs
 * and binary log, and the definers of its views, triggers and routines. Rows pass unchanged,
 * however long their lines.
 */
export class FilterDump extends Transform {
  readonly #file: string
  /** The databases named in the dump. */
  readonly databases = new Set<string>()
  /** The end of the output, to check whether the dump is complete. */
  tail = ''
  #line = 1
  #begin: Buffer = Buffer.alloc(0)
  /** What to do with the rest of the line; null at a line's start. */
  #fate: Fate | null = null
  /** A dropped statement may span several lines. */
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

  /** @param whole the line is short and completely read. */
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
          `${this.#file} contains several databases (${[...this.databases].join(', ')}), and ` +
            'each ' +
            `must be a separate file. Dump them one by one, then name each file with --dump.`,
        )
      return 'drop'
    }
    if (
      /^SET @@GLOBAL\.GTID_PURGED|^SET @@SESSION\.SQL_LOG_BIN|^SET @MYSQLDUMP_TEMP_LOG_BIN/i.test(
        text,
      )
    )
      return 'drop'
    // MariaDB's client uses this for sandbox mode; MySQL's treats it as an unknown command.
    if (/^\/\*M?!999999\\- /.test(text)) return 'skip'
    if (/^CHANGE (MASTER|REPLICATION SOURCE) TO/i.test(text)) return 'drop'
    if (!whole || !/^(CREATE|\/\*!\d+ (CREATE|DEFINER))/i.test(text)) return 'keep'
    const rewrite = text.replace(/DEFINER\s*=\s*`(?:[^`]|``)*`@`(?:[^`]|``)*`/g, '')
    return rewrite === text ? 'keep' : { rewrite }
  }
}
