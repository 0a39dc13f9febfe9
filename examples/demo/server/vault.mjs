import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspectJpeg } from './jpeg.mjs'

const isName = (text) => /^[A-Za-z0-9-]{1,64}$/.test(text)

/**
 * The folder in which the demo keeps what was uploaded, as `<session>/<slot>.jpg`. It is emptied at every start.
 * @param {string} folder
 */
export function openVault(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  /** @type {Map<string, { sizeBytes: number, storedAt: number } & import('./jpeg.mjs').Inspection>} */
  const inspections = new Map()
  const pathOf = (sessionId, slot) => join(folder, sessionId, `${slot}.jpg`)

  return {
    /** @param {import('idstep/sandbox').StoredObject} object */
    keep({ sessionId, slot, bytes }) {
      const path = pathOf(sessionId, slot)
      mkdirSync(join(folder, sessionId), { recursive: true })
      writeFileSync(path, bytes)
      // Read back: what the panel says is about the file that is there, not the one that was meant.
      const kept = readFileSync(path)
      inspections.set(path, { sizeBytes: kept.length, storedAt: Date.now(), ...inspectJpeg(kept) })
    },
    /** What is known of a stored file, or `null`. */
    inspectionOf: (sessionId, slot) => inspections.get(pathOf(sessionId, slot)) ?? null,
    /** A stored file's bytes, or `null`. Only files that were kept by this process are read. */
    read(sessionId, slot) {
      if (!isName(sessionId) || !isName(slot)) return null
      const path = pathOf(sessionId, slot)
      return inspections.has(path) ? readFileSync(path) : null
    },
  }
}
