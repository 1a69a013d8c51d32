import type { StoreEngine } from '../store.ts'

const trigger = (name: string, event: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW`

export const losses: StoreEngine['losses'] = {
  tokens: "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'ACTIVE'",
  clients: 'DELETE FROM IDN_OAUTH_CONSUMER_APPS',
  validity: `${trigger('NONE_VALID', 'INSERT')} SET NEW.VALIDITY_PERIOD = 0`,
  revoking: `${trigger('NONE_REVOKED', 'UPDATE')}
    IF NEW.TOKEN_STATE = 'REVOKED' THEN SIGNAL SQLSTATE '45000'; END IF`,
  revocations: `${trigger('NONE_REVOKED', 'UPDATE')} SET NEW.TOKEN_STATE =
    IF(NEW.TOKEN_STATE = 'REVOKED', OLD.TOKEN_STATE, NEW.TOKEN_STATE)`,
}
