/**
 * Faults before the first byte of a request: no address, no connection, no trusted certificate (Node's `errno` and
 * OpenSSL's names, undici's own). Any other, such as a connection that was reset, may have come after it.
 */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/

/** Whether a call that failed surely never reached the vendor: `thrown` by fetch, or what it names as its cause. */
export function wasNeverSent(thrown: unknown): boolean {
  for (let fault = thrown, depth = 0; typeof fault === 'object' && fault !== null && depth < 4; depth += 1) {
    const { code, cause } = fault as { code?: unknown; cause?: unknown }
    if (typeof code === 'string') return beforeSending.test(code)
    fault = cause
  }
  return false
}
