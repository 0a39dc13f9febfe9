/** Some Androids cannot start at 4K, and say so in either of these ways. */
const asksTooMuch = /^(Overconstrained|NotReadable)Error$/

/**
 * Fewer pixels do not bring back a camera that is not there. All but the id is a wish: where a browser names a size all
 * the same, the next rung asks for less of it.
 */
const isWrongId = (error: unknown) => (Object(error) as { constraint?: unknown }).constraint === 'deviceId'

/** Names of what `getUserMedia` threw, also of what is no Error. */
export const errorName = (error: unknown) => String((Object(error) as { name?: unknown }).name)

/**
 * Opens the first rung of the ladder that can be had, with sound never asked for. The stream lives until the signal is
 * aborted, and one that arrives after that is ended at once. Rejects with what `getUserMedia` threw for the first rung,
 * or with the signal's reason.
 */
export async function openStream(
  mediaDevices: MediaDevices | undefined,
  rungs: readonly (MediaTrackConstraints | true)[],
  signal: AbortSignal,
): Promise<MediaStream> {
  if (!mediaDevices?.getUserMedia) throw new TypeError('idstep: no getUserMedia')
  let failure: unknown
  for (const video of rungs) {
    signal.throwIfAborted()
    try {
      const stream = await mediaDevices.getUserMedia({ video })
      const stop = () => stream.getTracks().forEach((track) => track.stop())
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
      signal.throwIfAborted()
      return stream
    } catch (error) {
      signal.throwIfAborted()
      failure ??= error
      if (!asksTooMuch.test(errorName(error)) || isWrongId(error)) throw error
    }
  }
  throw failure
}
