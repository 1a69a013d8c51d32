/** An assumption about AWS by Drydock or the local cloud. */
export interface Belief {
  /** Unique; the test of the assumption has the same name. */
  readonly id: string
  readonly service: string
  readonly belief: string
  readonly source: SdkText | Page | Hearsay
}

/** The SDK's own text, which a test looks up in node_modules. */
interface SdkText {
  /**
   * A member of a model, a call or an error: 'client-rds ModifyDBInstanceMessage.Iops', 'client-rds
   * CreateDBSnapshot'.
   */
  readonly sdk: string
  readonly says: string
}

/** AWS's documentation. */
interface Page {
  readonly page: string
  readonly says: string
}

/** Neither of these: others observed it, or it was inferred. Only AWS itself can confirm it. */
interface Hearsay {
  readonly heard: string
}
