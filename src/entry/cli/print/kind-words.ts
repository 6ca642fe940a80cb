import type { Session } from '../session.ts'

/**
 * What a document type is called in the language of the session: 発注 (Order). The standard's
 * types are English already, and one that it does not know stands as it came.
 */
export async function kindWords({ language }: Session): Promise<(type: string) => string> {
  if (language === 'en') return (type) => type
  // Loaded only here: the table is long.
  const { messageKindNames, messageKinds } = await import('../../../wire/bms/index.ts')
  const words = new Map<string, string>(
    messageKindNames.map((name) => [messageKinds[name].type, messageKinds[name].ja]),
  )
  return (type) => (words.has(type) ? `${words.get(type) ?? ''} (${type})` : type)
}
