import { useEffect, useState } from 'react'

/** A photo as it lies in the demo's folder, read back from there. */
export interface StoredImage {
  url: string
  sizeBytes: number
  /** Pixels; `null` when it is no JPEG. */
  width: number | null
  /** Pixels; `null` when it is no JPEG. */
  height: number | null
  /** What the file tells beside the picture, by name. */
  metadata: readonly string[]
}

/** A session as the vendor's stand-in has it. */
export interface ReceivedSession {
  id: string
  status: string
  createdAt: string
  scenario: string
  request: Readonly<Record<string, unknown>>
  images: readonly { slot: string; file: StoredImage | null }[]
}

const everyMs = 1_000

/** What has arrived, newest first, looked at every second while the page is seen; `null` before the first answer. */
export function useReceived(): readonly ReceivedSession[] | null {
  const [answer, setAnswer] = useState<string | null>(null)

  useEffect(() => {
    const leaving = new AbortController()
    const look = async () => {
      if (document.hidden) return
      try {
        const response = await fetch('/demo/sessions', { signal: leaving.signal })
        // Kept as text: an unchanged answer then draws nothing again.
        if (response.ok) setAnswer(await response.text())
      } catch {
        // The server is away; the next look may find it.
      }
    }
    void look()
    const timer = setInterval(look, everyMs)
    return () => {
      clearInterval(timer)
      leaving.abort()
    }
  }, [])

  return answer === null ? null : JSON.parse(answer).sessions
}
