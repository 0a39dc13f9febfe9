/** What a page has not given back yet, and everything it has said. */
export interface Readings {
  /** Object URLs that were made and not revoked. */
  objectUrls: string[]
  /** Tracks of cameras that were opened, by their state. */
  tracks: string[]
  /** How often a camera was asked for. */
  cameraCalls: number
  /** Requests by fetch or XMLHttpRequest without an end, as method and path. */
  openRequests: string[]
  /** What its policy refused. */
  violations: string[]
  /** Every title, announcement and state of an upload that the widget has shown, in the order of appearance. */
  said: string[]
}

declare global {
  interface Window {
    readings(): Readings
  }
}

/** Runs in the page before its own scripts: wraps what can leak, so that it can be counted. */
export function instrument(): void {
  const urls = new Set<string>()
  const tracks: MediaStreamTrack[] = []
  const open = new Set<{ name: string }>()
  const violations: string[] = []
  const said = new Set<string>()
  let cameraCalls = 0

  const { createObjectURL, revokeObjectURL } = URL
  URL.createObjectURL = (object) => {
    const url = createObjectURL.call(URL, object)
    // Scripts are a decoder's own: what it makes of its workers is not ours
    if (!(object instanceof Blob && object.type.includes('javascript'))) urls.add(url)
    return url
  }
  URL.revokeObjectURL = (url) => {
    urls.delete(url)
    revokeObjectURL.call(URL, url)
  }

  const nameOf = (method: string, url: string | URL) => `${method} ${new URL(url, location.href).pathname}`
  const { fetch } = window
  window.fetch = async (input, init) => {
    const [method, url] = input instanceof Request ? [input.method, input.url] : [init?.method ?? 'GET', input]
    const request = { name: nameOf(method, url) }
    open.add(request)
    try {
      return await fetch(input, init)
    } finally {
      open.delete(request)
    }
  }
  const names = new WeakMap<XMLHttpRequest, string>()
  const { open: openRequest, send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL) {
    names.set(this, nameOf(method, url))
    openRequest.call(this, method, url, true)
  }
  XMLHttpRequest.prototype.send = function (body) {
    const request = { name: names.get(this) ?? '' }
    open.add(request)
    this.addEventListener('loadend', () => open.delete(request))
    send.call(this, body)
  }

  // Pages that are not secure have none
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  if (mediaDevices) {
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      cameraCalls++
      const stream = await getUserMedia(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
  }

  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    violations.push(`${violatedDirective} ${blockedURI}`)
  })

  const listen = () => {
    const telling = '[data-idstep] :is(h2, [role=status], [role=alert], [data-part=upload-status])'
    for (const { textContent } of document.querySelectorAll(telling)) if (textContent) said.add(textContent)
  }
  new MutationObserver(listen).observe(document, { subtree: true, childList: true, characterData: true })

  window.readings = () => ({
    objectUrls: [...urls],
    cameraCalls,
    tracks: tracks.map((track) => track.readyState),
    openRequests: [...open].map(({ name }) => name),
    violations,
    said: [...said],
  })
}
