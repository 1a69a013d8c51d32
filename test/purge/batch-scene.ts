import type { Connection, RowDataPacket } from 'mysql2/promise'

export const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'

export const scopes = 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE'

export const count = async (connection: Connection, from: string) =>
  Number((await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0][0]?.n)
