import type { DocumentId } from './document.ts'

/** A document on its way into a folder of the operator's. */
export interface DocumentFile {
  readonly document: DocumentId
  readonly directory: string
  /** The name that it shall have there; `/` makes folders below. */
  readonly name: string
  /**
   * What makes the name its own: the document's id in it; a serial; or nothing, as with a fixed
   * name that each document gets in turn. Absent: the id.
   */
  readonly naming?: 'id' | 'serial' | 'fixed'
  /** It waits until its name is free, and gets no number. */
  readonly waits?: boolean
  /** The ending of a trigger file that follows it. */
  readonly doneFile?: string
  /** Octal, as `0640`. */
  readonly mode?: string
}

/** How a file is given where that is not the plain way. */
export interface Giving {
  /** Of a fixed name: when the hidden file last changed. A name beside it changes that. */
  readonly changed?: string
  readonly waits?: boolean
  readonly doneFile?: string
}

/** A whole, durable file under a hidden name, one rename away from its own. */
export interface PreparedFile {
  readonly document: DocumentId
  readonly directory: string
  /** The hidden path. */
  readonly temporary: string
  /** The path under which it is given. */
  readonly path: string
  readonly sha256: string
  /** Stands for the folder itself, whatever lies under its name later. */
  readonly folder: string
  /** Which start of the machine it was made in, where the system says so. */
  readonly boot?: string
  readonly how?: Giving
}

/**
 * What is seen of a prepared file later: it has its hidden name still; that name is gone, so
 * it got the other one; it has it, but after a new start of the machine, which may have taken
 * back the rename; it has a fixed name and somebody touched it, so it may have been given; or
 * the folder cannot be looked at.
 */
export type PreparedLook = 'prepared' | 'given' | 'perhaps-given' | 'touched' | 'unknown'

/** A prepared file that the ledger knows, before anybody can see it in the folder. */
export interface PromisedFile extends PreparedFile {
  readonly at: Date
  /** Who promised it: this process, another one at work, or nobody any more. */
  readonly holder: 'this' | 'other' | 'gone'
  /** The fault by which a person was told that it cannot be settled. */
  readonly faultId?: string
}

/** Files promised to the operator's folders and not noted as given yet. */
export interface PromiseShelf {
  /** Writes one anew, or over itself with another name. */
  promise(file: PreparedFile & { readonly at: Date }): Promise<void>
  /** Oldest first. */
  list(): Promise<readonly PromisedFile[]>
  find(document: DocumentId): Promise<PromisedFile | undefined>
  doubted(document: DocumentId, faultId: string): Promise<void>
  end(document: DocumentId): Promise<void>
}
