import oracledb from 'oracledb'

/** A column of an answer. */
export interface Told {
  readonly name: string
}

export interface Answer {
  readonly rows?: readonly (readonly unknown[])[] | undefined
  readonly metaData?: readonly Told[] | undefined
  readonly rowsAffected?: number | undefined
}

/** What is used of the driver's connection. The tests' stub has the same form. */
export interface Connection {
  execute(
    text: string,
    values: readonly (string | Buffer | null)[],
    options: { readonly autoCommit: boolean },
  ): Promise<Answer>
  commit(): Promise<void>
  rollback(): Promise<void>
  /** Ends the call that is running. */
  break(): Promise<void>
  close(): Promise<void>
  /** ms; 0 for no limit. */
  callTimeout: number
}

/** How a connection is opened; the tests' stub stands in its place. */
export type Connect = (to: {
  readonly user: string
  readonly password: string
  readonly connectString: string
}) => Promise<Connection>

/**
 * Numbers and times as texts with all their digits, by the session's formats; LOBs with their
 * values. A Date of the driver's has milliseconds alone, and its face in this process's zone.
 */
export function asTexts(metaData: {
  readonly dbType?: unknown
}): oracledb.FetchTypeResponse | undefined {
  switch (metaData.dbType) {
    case oracledb.DB_TYPE_NUMBER:
    case oracledb.DB_TYPE_DATE:
    case oracledb.DB_TYPE_TIMESTAMP:
    case oracledb.DB_TYPE_TIMESTAMP_LTZ:
    case oracledb.DB_TYPE_TIMESTAMP_TZ:
    case oracledb.DB_TYPE_CLOB:
    case oracledb.DB_TYPE_LONG:
      return { type: oracledb.DB_TYPE_VARCHAR }
    case oracledb.DB_TYPE_NCLOB:
      return { type: oracledb.DB_TYPE_NVARCHAR }
    case oracledb.DB_TYPE_BLOB:
    case oracledb.DB_TYPE_LONG_RAW:
      return { type: oracledb.DB_TYPE_RAW }
    default:
      return undefined
  }
}

/** Rows that the driver asks for at once: a batch. */
const fetched = 1000

export const connect: Connect = async ({ user, password, connectString }) => {
  const connection = await oracledb.getConnection({ user, password, connectString })
  return {
    async execute(text, values, { autoCommit }) {
      // A block answers by a cursor that it hands to the client (DBMS_SQL.RETURN_RESULT).
      const isBlock = /^(DECLARE|BEGIN)\b/.test(text)
      const found = await connection.execute<unknown[]>(text, [...values], {
        autoCommit,
        outFormat: oracledb.OUT_FORMAT_ARRAY,
        fetchTypeHandler: asTexts,
        // All of them: a lock is taken as its row is fetched.
        maxRows: 0,
        fetchArraySize: fetched,
        prefetchRows: fetched,
        resultSet: isBlock,
      })
      const [handed] = (found.implicitResults ?? []) as oracledb.ResultSet<unknown>[]
      if (handed !== undefined) {
        const rows = await handed.getRows(0)
        await handed.close()
        return { rows: rows.map((row) => Object.values(row ?? {})), metaData: handed.metaData }
      }
      return { rows: found.rows, metaData: found.metaData, rowsAffected: found.rowsAffected }
    },
    commit: () => connection.commit(),
    rollback: () => connection.rollback(),
    break: () => connection.break(),
    close: () => connection.close(),
    get callTimeout() {
      return connection.callTimeout ?? 0
    },
    set callTimeout(milliseconds: number) {
      connection.callTimeout = milliseconds
    },
  }
}
