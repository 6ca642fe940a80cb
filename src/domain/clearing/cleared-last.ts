import type { Tables } from '../exchange/ports.ts'

const key = 'clearing: done of a day'

/** When everything that was old enough was cleared last, by itself or by a person. */
export function whenCleared({ notices }: Pick<Tables, 'notices'>): Promise<Date | undefined> {
  return notices.last(key)
}

/** The clearing of a day is done. */
export async function noteCleared({ notices }: Pick<Tables, 'notices'>, now: Date): Promise<void> {
  await notices.again(key, now)
}
