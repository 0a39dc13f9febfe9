/** Stands in for a real key; no answer and no log line may hold it. */
export const apiKey = 'notus-test-key-5f1c'

/** A person whom nobody is; the CPF has right check digits. */
export const ana = {
  firstName: 'Ana',
  lastName: 'Souza',
  birthDate: '29/02/1992',
  documentCategory: 'IDENTITY_CARD',
  documentCountry: 'BRAZIL',
  documentId: '52998224725',
  livenessRequired: false,
}

/** The key, what the vendor keeps of a person, and its own words, such as why it refused someone. */
export const secrets: readonly string[] = [apiKey, ana.lastName, ana.birthDate, ana.documentId, 'vendor says']

/**
 * Looks for secrets in something that leaves the server: an answer with its headers, or a line of a log. Every answer
 * and every line of the server's tests goes through here.
 * @param more further secrets of the case, such as another user's session
 * @throws Error that names the secret
 */
export function requireSecrecy(seen: string, more: readonly string[] = []): void {
  for (const secret of [...secrets, ...more]) {
    if (seen.includes(secret)) throw new Error(`what leaves the server holds ${secret}`)
  }
}

/** An answer as everything that a browser, or someone on the way, sees of it. */
export async function visibleText(response: Response): Promise<string> {
  return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`
}
