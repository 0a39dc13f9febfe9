import type { Words } from './words.ts'

/** Where the customer arrives from the widget: at the account, or at a way to begin again. */
export function AfterSignUp({ isOpen, words, onBegin }: { isOpen: boolean; words: Words; onBegin: () => void }) {
  if (!isOpen) {
    return (
      <button type="button" className="bank-button" onClick={onBegin}>
        {words.begin}
      </button>
    )
  }
  return (
    <section className="account">
      <p className="account-name">{words.account}</p>
      <p className="account-balance">{words.balance}</p>
    </section>
  )
}
