import type { Connection, RowDataPacket } from 'mysql2/promise'

export const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'

export const scopes = 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE'

export const count = async (connection: Connection, from: string) =>
  Number((await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${from}`))[0][0]?.n)

/** A code for each token. */
export const codesOfTokens =
  'INSERT INTO IDN_OAUTH2_AUTHORIZATION_CODE (CODE_ID, CONSUMER_KEY_ID, STATE, ' +
  "TOKEN_ID, TIME_CREATED, VALIDITY_PERIOD) SELECT CONCAT('c', TOKEN_ID), 1, " +
  `'INACTIVE', TOKEN_ID, '2020-01-01', 1000 FROM ${tokens}`
