import type { FileLook } from './whole-file.ts'

/** A file of the drop folder, opened for reading and for nothing else. */
export interface OpenDrop {
  chunks(): AsyncIterable<Uint8Array>
  /** Whether it is the file that was looked at still, by its handle and by its name. */
  isUnchanged(): Promise<boolean>
  close(): Promise<void>
}

/** Where a file lies that was taken, and as which it was taken. */
export interface TakenPlace {
  readonly folder: string
  /** Below the folder: `a.xml`, `waiting/a.xml`. */
  readonly place: string
  readonly look: FileLook
}

/**
 * What became of a move: the new place; nothing lies there any more; another file, or one that
 * was written to, lies there; somebody holds it, so it cannot be moved now.
 */
export type Moved = { readonly place: string } | 'missing' | 'changed' | 'locked'

/** Folders of the operator's out of which files are picked up (取り込み). */
export interface DropFolder {
  /** What lies in it, not below it. @throws HikyakuError folder-unreachable */
  look(folder: string): Promise<readonly FileLook[]>
  /**
   * Follows no link, waits for no pipe.
   * @returns `gone` where another or no file lies there by now. @throws HikyakuError pick-up-unreadable
   */
  open(folder: string, look: FileLook): Promise<OpenDrop | 'gone'>
  /** Moves it into a folder below, durably and never over another file. */
  move(file: TakenPlace, below: string): Promise<Moved>
  /** Where below it a file lies that is not in its place: its move was not noted, as after a kill. */
  find(file: TakenPlace, below: readonly string[]): Promise<string | undefined>
  /** Writes beside it why it lies there. */
  explain(folder: string, place: string, text: string): Promise<void>
  /** Removes a trigger file; harmless if it is gone. */
  removeTrigger(folder: string, name: string): Promise<void>
}

/** A file that became a document: the row is the truth, its place a courtesy. */
export interface PickedFile extends TakenPlace {
  readonly document: string
  readonly flowId: string
  /**
   * `kept`: it lies where the writer put it; `waiting`: moved aside, not gone yet; `placed`: in
   * `sent/` or `failed/`; `lost`: it was taken away or replaced meanwhile.
   */
  readonly state: 'kept' | 'waiting' | 'placed' | 'lost'
}

export interface PickedFiles {
  add(file: PickedFile): Promise<void>
  /** Those of a flow, and those of any flow out of its folder, that are on their way; oldest first. */
  open(flow: { readonly id: string; readonly folder: string }): Promise<readonly PickedFile[]>
  find(document: string): Promise<PickedFile | undefined>
  change(
    document: string,
    change: Pick<PickedFile, 'state'> & Partial<Pick<PickedFile, 'place'>>,
  ): Promise<void>
}
