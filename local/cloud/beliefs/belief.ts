/** Something that Drydock or the local cloud takes for true of AWS. */
export interface Belief {
  /** Unique; the test that tries it goes by the same name. */
  readonly id: string
  readonly service: string
  readonly belief: string
  readonly source: SdkText | Page | Hearsay
}

/** The SDK's own words, which a test looks up in node_modules. */
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

/** Neither: what others saw, or what was concluded. Only AWS itself can tell. */
interface Hearsay {
  readonly heard: string
}
