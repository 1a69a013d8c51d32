import type { Connection } from 'mysql2/promise'

/** A type, and values of it as SQL writes them. */
export type Values = readonly [type: string, ...values: string[]]

const back = 1_760_000_000
/** Gives the server a zone that puts its clocks back, where it has none: its name. */
export async function addZone(connection: Connection): Promise<string> {
  const zone = 'Drydock/Back'
  const tables = ['', '_name', '_transition', '_transition_type'].map((end) => `time_zone${end}`)
  for (const [at, row] of [
    `(9999, 'N')`,
    `('${zone}', 9999)`,
    `(9999, ${back - 10_000_000}, 1), (9999, ${back}, 0)`,
    `(9999, 0, 3600, 0, 'X'), (9999, 1, 7200, 1, 'Y')`,
  ].entries())
    await connection.query(`INSERT INTO mysql.${tables[at] ?? ''} VALUES ${row}`)
  return zone
}

/** The server still knows the zone until it is started again, under no other name. */
export async function removeZone(connection: Connection): Promise<void> {
  await connection.query("DELETE FROM mysql.time_zone_name WHERE Name = 'Drydock/Back'")
  for (const end of ['', '_transition', '_transition_type'])
    await connection.query(`DELETE FROM mysql.time_zone${end} WHERE Time_zone_id = 9999`)
}

/** Types of value that both kinds of server have, at their ends. */
const common: readonly Values[] = [
  ['BIT(1)', "b'0'", "b'1'"],
  ['BIT(17)', "b'10000000000000001'"],
  ['BIT(64)', `b'${'1'.repeat(64)}'`, "b'1000000011000011'"],
  ['TINYINT', '-128'],
  ['BIGINT UNSIGNED', '18446744073709551615'],
  ['DECIMAL(65,30)', '12345678901234567890123456789012345.123456789012345678901234567890'],
  ['FLOAT', '0.1e0', '3.4028234e38', '16777217', '-1.1754944e-38'],
  ['FLOAT(7,3)', '1234.567'],
  ['DOUBLE', '0.1e0 + 0.2e0', '1.7976931348623157e308', '-5e-324', "'-0'"],
  ['FLOAT UNSIGNED ZEROFILL', '0.1e0'],
  ['INT(5) ZEROFILL', '7'],
  ['DECIMAL(10,2) ZEROFILL', '1.5'],
  ['BIGINT', '-9223372036854775808', '9223372036854775807'],
  ['YEAR', '0', '2155'],
  ['DATE', "'2026-02-31'", "'0000-00-00'"],
  ['TIME(6)', "'-838:59:58.999999'"],
  ['TIME', "'-838:59:59'", "'838:59:59'", "'-00:00:01'"],
  ['DATETIME(3)', "'0000-01-01 00:00:00.001'", "'2026-00-00 00:00:00.000'"],
  ['DATETIME', "'2026-01-02 03:04:05'"],
  ['DATETIME(6)', "'9999-12-31 23:59:59.999999'", "'0000-00-00'"],
  // The last two have the same text in a zone that puts its clocks back between them.
  [
    'TIMESTAMP(6) NULL',
    "'2026-01-02 03:04:05.000007'",
    "'0000-00-00'",
    `FROM_UNIXTIME(${back - 1800})`,
    `FROM_UNIXTIME(${back + 1800})`,
  ],
  ["SET('a','b','é') CHARACTER SET utf8mb4", "'a,é'", "''"],
  ["ENUM('x','ü') CHARACTER SET latin1", "'ü'", "''"],
  [
    `SET(${Array.from({ length: 64 }, (_, at) => `'m${at}'`).join()})`,
    "'m0,m63'",
    '18446744073709551615',
  ],
  ["ENUM('a','é') CHARACTER SET utf16", "'é'", '0', "'a'"],
  ['CHAR(0)', "''"],
  ['CHAR(10) CHARACTER SET utf8mb4', "'ab  '", "''"],
  ['VARCHAR(20) CHARACTER SET latin1', "_latin1 X'E98100'", "'ab  '"],
  ['VARCHAR(9) CHARACTER SET sjis', "_sjis X'8640'"],
  ['VARCHAR(9) CHARACTER SET ucs2', "_ucs2 X'D800'"],
  ['VARCHAR(9) CHARACTER SET utf16le', "'é😀'"],
  ['VARCHAR(9) CHARACTER SET utf8mb3', "'é€'", "X'61006200'"],
  ['VARCHAR(9) CHARACTER SET big5', "_big5 X'F9D6'"],
  ['TEXT CHARACTER SET utf16', "'é😀'"],
  ['BINARY(10)', "X'0100'"],
  ['VARBINARY(10)', "X'00FF00'"],
  ['TINYBLOB', "X''"],
  ['BLOB', "REPEAT(X'00FF27', 21845)"],
  ['TINYTEXT CHARACTER SET utf8mb4', "REPEAT('é', 127)"],
  ['JSON', `'{"a": [1, 1.5, "x😀", null], "b": "\\\\u0000"}'`, "'null'"],
  ['POINT', "ST_GeomFromText('POINT(1 2)', 4326)"],
  ['GEOMETRY', "ST_GeomFromText('POLYGON((0 0,0 1,1 1,0 0))')"],
]

/** Those that one of them has. */
const own: readonly Values[] = [
  ['VECTOR(3)', "STRING_TO_VECTOR('[1,2,3.1]')"],
  ['VECTOR(3) NOT NULL', "VEC_FromText('[1,2,3.1]')"],
  ['VARCHAR(9) CHARACTER SET gb18030', "_gb18030 X'8130E231'"],
  ['POINT SRID 4326', "ST_GeomFromText('POINT(1 2)', 4326)"],
  ['VARCHAR(200) COMPRESSED', "REPEAT('ab', 100)", "''"],
  ['BLOB COMPRESSED', "REPEAT(X'00FF', 9000)", "X''", "X'00'"],
  ['MEDIUMTEXT COMPRESSED CHARACTER SET utf8mb4', "REPEAT('é', 9000)"],
  ['INET6', "'::ffff:1.2.3.4'", "'fe80::1'"],
  ['INET4', "'1.2.3.40'"],
  ['UUID', "'123e4567-e89b-12d3-a456-426655440000'"],
]

const sessions = 'IDN_AUTH_SESSION_STORE'

/** A session that is dead since long. */
export const addSession = (connection: Connection, id: string, object: Buffer) =>
  connection.execute(
    `INSERT INTO ${sessions} (SESSION_ID, SESSION_TYPE, OPERATION, SESSION_OBJECT, ` +
      "TIME_CREATED, TENANT_ID, EXPIRY_TIME) VALUES (?, 'T', 'STORE', ?, 1500000000000000000, " +
      '-1234, 1600000000000000000)',
    [id, object],
  )

/**
 * Gives the sessions a column of each type that the server has, one that it computes and one that
 * it does not show, and adds dead ones with each of the values; answers the types.
 */
export async function addEveryType(connection: Connection): Promise<string[]> {
  const had: Values[] = [...common]
  for (const one of own)
    try {
      await connection.query(`CREATE TABLE TRIED (c ${one[0]})`)
      await connection.query(`INSERT INTO TRIED VALUES (${one[1]})`)
      had.push(one)
    } catch {
      // Not of this server.
    } finally {
      await connection.query('DROP TABLE IF EXISTS TRIED')
    }
  const columns = had.map(([type], at) => `ADD COLUMN type${at} ${type.replace(/ NOT NULL$/, '')}`)
  await connection.query(
    `ALTER TABLE ${sessions} ${columns.join(', ')}, ADD COLUMN computed INT AS ` +
      '(LENGTH(type0)) STORED, ADD COLUMN reckoned INT AS (TENANT_ID + 1) VIRTUAL, ADD COLUMN ' +
      'hidden INT DEFAULT 7 INVISIBLE, ADD COLUMN made VARCHAR(36) DEFAULT (CONCAT(SESSION_ID, ' +
      '1)), ADD COLUMN stamped TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE ' +
      'CURRENT_TIMESTAMP(3)',
  )
  const most = Math.max(...had.map((one) => one.length - 1))
  // Dead sessions; the last one has NULL throughout.
  for (let row = 0; row <= most; row++) {
    const id = `every${row}`
    await addSession(connection, id, Buffer.from('x'))
    const set = had.map(([, ...values], at) => `type${at} = ${values[row] ?? values[0] ?? 'NULL'}`)
    if (row < most)
      await connection.query(`UPDATE ${sessions} SET ${set.join(', ')} WHERE SESSION_ID = ?`, [id])
  }
  return had.map(([type]) => type)
}

/** What the server itself makes of all that is in the sessions, byte for byte. */
export async function checksum(connection: Connection): Promise<unknown> {
  const [rows] = await connection.query(`CHECKSUM TABLE ${sessions}`)
  return rows
}
