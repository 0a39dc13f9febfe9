import { fill, plural } from '../../../locales/messages.ts'
import { matching, namedPlace, type Place } from './places.ts'
import { useWidget } from '../../widget.tsx'
import type { Described } from './Field.tsx'
import { Icon } from '../icons/Icon.tsx'
import { check, chevronDown } from '../icons/more-icons.ts'
import { useCombobox } from './useCombobox.ts'

interface PlaceComboboxProps<Value extends string> {
  places: readonly Place<Value>[]
  /** A place's, or what was typed in its stead. */
  value: string
  onSelect(value: Value): void
  onText(text: string): void
  onBlur(): void
  described: Described
}

/** A list that is searched by typing: names in the shown language and in English, and codes. */
export function PlaceCombobox<Value extends string>({ places, value, onSelect, onText, onBlur, described }: PlaceComboboxProps<Value>) {
  const { messages } = useWidget()
  const { locale, document: texts } = messages
  const selected = places.find((place) => place.value === value) ?? null
  const { isOpen, items, typed, inputProps, toggleProps, listProps, optionProps } = useCombobox({
    id: described.id,
    find: (text) => matching(places, text),
    named: (text) => namedPlace(places, text),
    selected,
    text: selected?.name ?? value,
    onSelect: (place) => onSelect(place.value),
    onText,
    onBlur,
  })
  const isCoded = selected !== null && typed === null

  return (
    <div data-part="combobox" data-state={`${isOpen ? 'open' : 'closed'}${isCoded ? ' coded' : ''}`}>
      {isCoded && <CodeTag code={selected.code} />}
      <input
        data-part="input"
        spellCheck={false}
        placeholder={texts.search}
        aria-invalid={described['aria-invalid']}
        aria-describedby={described['aria-describedby']}
        {...inputProps}
      />
      <button type="button" data-part="combobox-toggle" aria-label={texts.showList} {...toggleProps}>
        <Icon path={chevronDown} />
      </button>
      <ul data-part="listbox" aria-labelledby={`${described.id}-label`} {...listProps}>
        {isOpen &&
          items.map((place, index) => (
            <li key={place.value} data-part="option" {...optionProps(place, index)}>
              <CodeTag code={place.code} />
              <span>{place.name}</span>
              {place === selected && <Icon path={check} />}
            </li>
          ))}
        {isOpen && items.length === 0 && (
          <li data-part="listbox-empty">{fill(texts.noMatch, { text: typed ?? '' })}</li>
        )}
      </ul>
      <span data-part="hidden" role="status">
        {isOpen && typed ? plural(texts.matches, items.length, locale) : ''}
      </span>
    </div>
  )
}

function CodeTag({ code }: { code: string }) {
  return (
    <span data-part="code-tag" aria-hidden="true">
      {code}
    </span>
  )
}
