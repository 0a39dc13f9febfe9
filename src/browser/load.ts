import { VerificationError } from '../core/errors.ts'

/** Waits for one of our own parts; what cannot be fetched becomes a `not-loaded` error that can be retried. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch (cause) {
    throw new VerificationError('not-loaded', { message: 'idstep: a part of the widget could not be fetched', cause })
  }
}
