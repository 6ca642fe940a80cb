import { defined } from '../../../base/defined.ts'
/** The charset that a Content-Type names, with or without quotes of either kind. */
export function charsetOf(contentType: string | undefined): { readonly charset?: string } {
  const charset = /charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType ?? '')?.[1]
  return defined({ charset })
}
