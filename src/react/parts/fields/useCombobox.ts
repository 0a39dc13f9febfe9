import { useEffect, useRef, useState, type ChangeEvent, type KeyboardEvent, type MouseEvent } from 'react'

interface ComboboxOptions<Item> {
  id: string
  /** What `typed` finds, best first; everything for `''`. */
  find(typed: string): readonly Item[]
  /** The item that `typed` names beyond doubt, when the field is left. */
  named(typed: string): Item | undefined
  selected: Item | null
  /** What the input shows while nothing is being typed. */
  text: string
  onSelect(item: Item): void
  /** The field was left with a text that names nothing, or with none. */
  onText(text: string): void
  onBlur(): void
}

/**
 * The behaviour of an editable combobox with a list, after the ARIA Authoring Practices: the focus stays in the
 * input, arrows, Home and End move through the list, Enter takes the active option, Escape closes and then gives
 * back what was there. Leaving the field takes the item that the typed text names, or else the text itself: nothing is lost.
 */
export function useCombobox<Item>({ id, find, named, selected, text, onSelect, onText, onBlur }: ComboboxOptions<Item>) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const items = find(typed ?? '')
  const optionId = (index: number) => `${id}-option-${index}`

  useEffect(() => {
    if (isOpen) list.current?.querySelector('[data-state~="active"]')?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, active])

  function open() {
    setOpen(true)
    setActive(selected === null ? -1 : items.indexOf(selected))
  }
  function close() {
    setOpen(false)
    setActive(-1)
  }
  function select(item: Item) {
    onSelect(item)
    setTyped(null)
    close()
  }
  function leave() {
    if (typed !== null) {
      const item = typed.trim() === '' ? undefined : named(typed)
      if (item === undefined) onText(typed.trim())
      else onSelect(item)
    }
    setTyped(null)
    close()
  }
  function move(to: number) {
    if (!isOpen) return open()
    if (items.length > 0) setActive((to + items.length) % items.length)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const chosen = isOpen ? items[active] : undefined
    if (event.key === 'ArrowDown') move(active + 1)
    else if (event.key === 'ArrowUp') move(active <= 0 ? items.length - 1 : active - 1)
    else if (event.key === 'Home' && isOpen) move(0)
    else if (event.key === 'End' && isOpen) move(items.length - 1)
    else if (event.key === 'Enter' && chosen !== undefined) select(chosen)
    else if (event.key === 'Escape' && (isOpen || typed !== null)) {
      event.stopPropagation()
      if (isOpen) close()
      else setTyped(null)
    } else {
      if (event.key === 'Enter') leave()
      return
    }
    event.preventDefault()
  }

  return {
    isOpen,
    items,
    active,
    /** What is being typed, or `null`. */
    typed,
    inputProps: {
      ref: input,
      id,
      role: 'combobox',
      autoComplete: 'off',
      value: typed ?? text,
      'aria-autocomplete': 'list' as const,
      // A list without options is none: the words in its place are no choice
      'aria-expanded': isOpen && items.length > 0,
      'aria-controls': `${id}-list`,
      'aria-activedescendant': isOpen && items[active] !== undefined ? optionId(active) : undefined,
      onKeyDown,
      onClick: () => !isOpen && open(),
      onBlur() {
        leave()
        onBlur()
      },
      onChange({ currentTarget }: ChangeEvent<HTMLInputElement>) {
        setTyped(currentTarget.value)
        setOpen(true)
        setActive(currentTarget.value.trim() === '' ? -1 : 0)
      },
    },
    toggleProps: {
      tabIndex: -1,
      // A press must not take the focus out of the input
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onClick() {
        input.current?.focus()
        if (isOpen) close()
        else open()
      },
    },
    listProps: {
      ref: list,
      id: `${id}-list`,
      role: items.length > 0 ? 'listbox' : undefined,
      hidden: !isOpen,
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
    },
    optionProps: (item: Item, index: number) => ({
      id: optionId(index),
      role: 'option',
      'aria-selected': item === selected,
      'data-state': [index === active && 'active', item === selected && 'selected'].filter(Boolean).join(' '),
      onMouseMove: () => setActive(index),
      onClick: () => select(item),
    }),
  }
}
