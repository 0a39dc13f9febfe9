import { describe, expect, test } from 'vitest'
import { individualKind } from '../../src/core/individual-kind.ts'
import { filesOf, individualSteps, photoName, slotOfStep, stepOfField, wantedSlots } from '../../src/core/individual.ts'
import { contactFields, type FormValues } from '../../src/core/form/values.ts'
import { created, photo, request, target, values } from './samples.ts'

const asksAll = { contact: Object.fromEntries(contactFields.map((field) => [field, 'optional' as const])) }
const individual = individualKind(asksAll)

const card = values
const passport: FormValues = { ...values, documentCategory: 'PASSPORT' }
const undecided: FormValues = { ...values, documentCategory: '' }

describe('the slots to photograph', () => {
  test('are those of the document, and both until one is chosen', () => {
    expect(wantedSlots(card, {}, 'details')).toEqual(['front', 'back'])
    expect(wantedSlots(passport, {}, 'details')).toEqual(['front'])
    expect(wantedSlots(undecided, {}, 'details')).toEqual(['front', 'back'])
  })

  test('are one more where the vendor asked for it, also once it is taken', () => {
    expect(wantedSlots(passport, {}, 'capture:back')).toEqual(['front', 'back'])
    expect(wantedSlots(passport, { [photoName(passport, 'back')]: photo(1) }, 'review')).toEqual(['front', 'back'])
    expect(wantedSlots(passport, { [photoName(card, 'back')]: photo(1) }, 'review')).toEqual(['front'])
  })
})

describe('the steps', () => {
  test('are those of the document', () => {
    expect(individualSteps(card, {}, 'details', {})).toEqual([
      'details',
      'document',
      'capture:front',
      'capture:back',
      'review',
    ])
    expect(individualSteps(passport, {}, 'details', {})).toEqual(['details', 'document', 'capture:front', 'review'])
  })

  test('ask for contact only where a contact field is shown', () => {
    expect(individualSteps(passport, {}, 'details', { contact: { city: 'optional' } })).toContain('contact')
    expect(individualSteps(passport, {}, 'details', { contact: { city: 'hidden' } })).not.toContain('contact')
  })

  test('that capture say which slot', () => {
    expect(['capture:front', 'capture:back', 'review', 'capture:', 'capture:side'].map(slotOfStep)).toEqual([
      'front',
      'back',
      null,
      null,
      null,
    ])
    expect(individual.stepOfSlot('back')).toBe('capture:back')
  })
})

describe('the photos', () => {
  test('of each document are kept apart, so that none is lost by changing one’s mind', () => {
    const names = [card, passport, { ...card, documentCountry: 'CHILE' as const }].flatMap((it) => [
      photoName(it, 'front'),
      photoName(it, 'back'),
    ])
    expect(new Set(names).size).toBe(6)
  })

  test('of a submission are those of its document, by slot', () => {
    const [front, back, other] = [photo(1), photo(2), photo(3)]
    const photos = {
      [photoName(card, 'front')]: front,
      [photoName(card, 'back')]: back,
      [photoName(passport, 'front')]: other,
    }
    expect(filesOf(card, photos, 'review')).toEqual({ front, back })
    expect(filesOf(passport, photos, 'review')).toEqual({ front: other })
    expect(Object.keys(filesOf(card, { [photoName(card, 'back')]: back }, 'review'))).toEqual(['back'])
  })
})

describe('a field', () => {
  test('of the request is asked on a screen, but for the one that the host decides', () => {
    const unasked = Object.keys(request).filter((field) => stepOfField(field, asksAll) === null)
    expect(unasked).toEqual(['livenessRequired'])
    expect(contactFields.map((field) => stepOfField(field, asksAll))).toEqual(contactFields.map(() => 'contact'))
    expect(contactFields.map((field) => stepOfField(field, {}))).toEqual(contactFields.map(() => null))
    expect(stepOfField('documentId', {})).toBe('document')
  })

  test.each(['individualLimit', 'toString', '__proto__', ''])('%j is asked on none', (field) => {
    expect(individual.stepOfField(field)).toBeNull()
  })
})

test('the slots of an answer are those that have a target', () => {
  expect(individual.targetsOf(created())).toEqual({ front: target('front-1'), back: target('back-1') })
  expect(individual.targetsOf(created(target('x'), null))).toEqual({ front: target('x') })
  expect(individual.targetsOf({ session: created().session })).toEqual({})
})
