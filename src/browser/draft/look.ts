import type { Store } from '../../core/flow/store.ts'
import type { LookAtPhoto } from '../../core/ports.ts'

/** What looking at a photo needs. */
export interface LookAdapters {
  lookAtPhoto: LookAtPhoto
  isSameSide(one: string, other: string): Promise<boolean>
}

/** Looks at the photos that the last page took and had no time to look at: without one, a look is under way for ever. */
export function lookAgain(store: Store, { lookAtPhoto, isSameSide }: LookAdapters, signal: AbortSignal) {
  const state = store.getState()
  if (state.stage !== 'editing') return
  for (const [name, { blob, look }] of Object.entries(state.photos)) {
    if (look !== undefined) continue
    const others = Object.entries(state.photos).flatMap(([other, photo]) => (other !== name && photo.look ? [photo.look] : []))
    // Its name says what it is of, see `photoName`
    lookAtPhoto(blob, { shape: name.includes('/PASSPORT/') ? 'passport' : 'card', signal })
      .then(async (found) => {
        const repeats = await Promise.all(others.map((other) => isSameSide(found.fingerprint, other.fingerprint)))
        return { look: found, isRepeat: repeats.includes(true) }
      })
      .catch(() => ({ look: null, isRepeat: false }))
      .then((seen) => !signal.aborted && store.dispatch({ type: 'photoLookedAt', name, blob, ...seen }))
  }
}
