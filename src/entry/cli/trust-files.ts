import { anchorProblem, readTrustFile } from '../../wire/tls/index.ts'
import { badArgument } from './arguments.ts'
import { mostBytes, readInput } from './input-file.ts'

/**
 * Reads what `--trust` names: files of CA certificates (PEM or DER), and the word `system`.
 *
 * @returns PEM texts and the word, each once
 * @throws HikyakuError argument-invalid, certificate-unreadable; those of readInput
 */
export async function readTrust(files: readonly string[], directory: string): Promise<string[]> {
  const anchors: string[] = []
  for (const file of files) {
    if (file === 'system') anchors.push(file)
    else anchors.push(...(await anchorsOf(file, directory)))
  }
  return [...new Set(anchors)]
}

async function anchorsOf(file: string, directory: string): Promise<string[]> {
  const bytes = await readInput({ file, directory }, mostBytes.certificate)
  const pems = readTrustFile(bytes, file)
  for (const pem of pems) checkAnchor(file, pem)
  return pems
}

function checkAnchor(file: string, pem: string): void {
  const problem = anchorProblem(pem)
  if (problem === undefined) return
  throw badArgument('--trust', {
    en: `${file}: ${problem.en}`,
    ja: `${file}: ${problem.ja}`,
  })
}
