import { causeParams, HikyakuError } from '../../errors/index.ts'

/**
 * Reads JSON that a person wrote.
 *
 * @param setting what it is, for the message
 * @throws HikyakuError setting-invalid; it says what to write for a path of Windows
 */
export function readSettingsJson(text: string, setting: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const params = { setting, ...causeParams(cause), ...pathHint(text) }
    throw new HikyakuError('setting-invalid', params, { cause })
  }
}

/** `C:\edi` is no JSON: of all mistakes the one of those who live on Windows. */
function pathHint(text: string): { detail?: string; detailJa?: string } {
  // What JSON knows is taken out first, so that the second \ of two begins nothing.
  if (!text.replaceAll(/\\(?:["\\/bfnrt]|u[0-9a-f]{4})/giu, '').includes('\\')) return {}
  return {
    detail: 'a single \\ in it; write a path as "C:\\\\edi\\\\ca.pem" or "C:/edi/ca.pem"',
    detailJa:
      '\\ が 1 つだけの箇所があります。パスは "C:\\\\edi\\\\ca.pem" か "C:/edi/ca.pem" と書きます',
  }
}
