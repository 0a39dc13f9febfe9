import { useCombobox } from 'downshift'
import { useMemo, useState } from 'react'
import { fill, plural } from '../../locales/messages.ts'
import { folded, matching, type Place } from '../places.ts'
import { useWidget } from '../widget.tsx'
import type { Described } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { check, chevronDown } from './icons.ts'

interface PlaceComboboxProps<Value extends string> {
  places: readonly Place<Value>[]
  value: Value | ''
  onChange(value: Value | ''): void
  onBlur(): void
  described: Described
}

/** A list that is searched by typing: names in the shown language and in English, and codes. */
export function PlaceCombobox<Value extends string>({ places, value, onChange, onBlur, described }: PlaceComboboxProps<Value>) {
  const { messages } = useWidget()
  const { locale, document: texts } = messages
  const [typed, setTyped] = useState('')
  const found = useMemo(() => matching(places, typed), [places, typed])
  const selected = places.find((place) => place.value === value) ?? null

  const combobox = useCombobox<Place<Value>>({
    items: found,
    itemToString: (place) => place?.name ?? '',
    itemToKey: (place) => place?.value,
    selectedItem: selected,
    inputId: described.id,
    labelId: `${described.id}-label`,
    menuId: `${described.id}-list`,
    getItemId: (index) => `${described.id}-option-${index}`,
    toggleButtonId: `${described.id}-toggle`,
    defaultHighlightedIndex: typed.trim() === '' ? -1 : 0,
    onSelectedItemChange: ({ selectedItem }) => onChange(selectedItem?.value ?? ''),
    onIsOpenChange: ({ isOpen }) => {
      if (!isOpen) setTyped('')
    },
    stateReducer(state, { type, changes }) {
      const { InputChange, InputBlur } = useCombobox.stateChangeTypes
      if (type === InputChange) setTyped(changes.inputValue ?? '')
      if (type !== InputBlur) return changes
      // Leaving the field takes what was typed only where it names one place; an emptied field means none
      const text = state.inputValue.trim()
      if (text === '') return { ...changes, selectedItem: null, inputValue: '' }
      const named = found.find((place) => folded(place.name) === folded(text) || place.code.toLowerCase() === text.toLowerCase())
      const only = found.length === 1 && typed.trim() !== '' ? found[0] : undefined
      const chosen = named ?? only ?? state.selectedItem
      return { ...changes, selectedItem: chosen, inputValue: chosen?.name ?? '' }
    },
  })
  const { isOpen, highlightedIndex, inputValue } = combobox
  const isCoded = selected !== null && inputValue === selected.name

  return (
    <div data-part="combobox" data-state={[isOpen ? 'open' : 'closed', isCoded && 'coded'].filter(Boolean).join(' ')}>
      {isCoded && (
        <span data-part="code-tag" aria-hidden="true">
          {selected.code}
        </span>
      )}
      <input
        data-part="input"
        spellCheck={false}
        placeholder={texts.search}
        {...combobox.getInputProps({ onBlur, 'aria-invalid': described['aria-invalid'], 'aria-describedby': described['aria-describedby'] })}
      />
      <button type="button" data-part="combobox-toggle" {...combobox.getToggleButtonProps({ 'aria-label': texts.showList })}>
        <Icon path={chevronDown} />
      </button>
      <ul data-part="listbox" hidden={!isOpen} {...combobox.getMenuProps()}>
        {isOpen &&
          found.map((place, index) => (
            <li
              key={place.value}
              data-part="option"
              data-state={[index === highlightedIndex && 'active', place.value === value && 'selected'].filter(Boolean).join(' ')}
              {...combobox.getItemProps({ item: place, index, 'aria-selected': place.value === value })}
            >
              <span data-part="code-tag" aria-hidden="true">
                {place.code}
              </span>
              <span>{place.name}</span>
              {place.value === value && <Icon path={check} />}
            </li>
          ))}
        {isOpen && found.length === 0 && (
          <li data-part="listbox-empty" role="presentation">
            {fill(texts.noMatch, { text: typed })}
          </li>
        )}
      </ul>
      <span data-part="hidden" role="status">
        {isOpen && typed.trim() !== '' ? plural(texts.matches, found.length, locale) : ''}
      </span>
    </div>
  )
}
