/** How the browser reaches idstep's handler on the host's server. */
export interface HostOptions {
  /** Where the handler is mounted. @default '/api/kyc' */
  baseUrl?: string
  /** Further request headers, or a function that gives them for each request, for example a fresh token. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>)
  /** @default the browser's fetch */
  fetch?: typeof globalThis.fetch
  /** @default 'same-origin' */
  credentials?: RequestCredentials
}
