/** SHA-256 of some strings, as hex. The parts are kept apart: `['a', 'bc']` and `['ab', 'c']` differ. */
export async function hash(...parts: string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
