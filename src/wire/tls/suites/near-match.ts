import { allSuites, suiteByName, suiteByOpenSslName } from './suite.ts'

/**
 * The suite that was probably meant by a name that is none: another spelling of the
 * same suite first (OpenSSL's, Windows', Java's), then the nearest by typing errors.
 */
export function nearMatch(name: string): string | undefined {
  return otherSpelling(name) ?? nearest(name.toUpperCase())
}

function otherSpelling(name: string): string | undefined {
  const upper = name.toUpperCase().replaceAll('-', '_')
  const candidates = [
    suiteByOpenSslName(name) ?? suiteByOpenSslName(name.toUpperCase()),
    // Windows 7 and 2008 tie the curve to the suite.
    suiteByName(upper.replace(/_P(?:256|384|521)$/, '')),
    // Java's names for what SSL 3.0 had.
    suiteByName(upper.replace(/^SSL_/, 'TLS_')),
    suiteByName(`TLS_${upper}`),
    allSuites.find((suite) => suite.name.toUpperCase() === upper),
  ]
  return candidates.find((suite) => suite !== undefined)?.name
}

const mostEdits = 4
const longestName = 80

function nearest(name: string): string | undefined {
  if (name.length > longestName) return undefined
  let best: string | undefined
  let bestEdits = mostEdits + 1
  for (const suite of allSuites) {
    if (Math.abs(suite.name.length - name.length) >= bestEdits) continue
    const edits = distance(name, suite.name.toUpperCase())
    if (edits >= bestEdits) continue
    best = suite.name
    bestEdits = edits
  }
  return best
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
