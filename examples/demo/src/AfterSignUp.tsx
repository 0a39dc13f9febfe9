import { useEffect, useRef } from 'react'
import type { Words } from './words.ts'

/** Where the customer arrives from the widget: at the account, or at a way to begin again. The focus goes there too. */
export function AfterSignUp({ isOpen, words, onBegin }: { isOpen: boolean; words: Words; onBegin: () => void }) {
  const arrival = useRef<HTMLElement>(null)
  useEffect(() => arrival.current?.focus(), [])
  if (!isOpen) {
    return (
      <button
        type="button"
        className="bank-button"
        ref={(button) => {
          arrival.current = button
        }}
        onClick={onBegin}
      >
        {words.begin}
      </button>
    )
  }
  return (
    <section className="account" aria-label={words.account} tabIndex={-1} ref={arrival}>
      <p className="account-name">{words.account}</p>
      <p className="account-balance">{words.balance}</p>
    </section>
  )
}
