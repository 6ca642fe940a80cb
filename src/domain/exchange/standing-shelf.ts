/** A fault that stands as long as its cause: a folder that is gone, a shipment that is late. */
export interface StandingFault {
  readonly faultId: string
  readonly since: Date
}

/** Those that stand now, each under the key of its cause. */
export interface StandingShelf {
  find(key: string): Promise<StandingFault | undefined>
  begin(key: string, fault: StandingFault): Promise<void>
  end(key: string): Promise<void>
  keys(): Promise<readonly string[]>
}
