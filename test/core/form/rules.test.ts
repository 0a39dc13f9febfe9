import { describe, expect, test } from 'vitest'
import { checkDocumentId, checkEmail, checkName, checkText, toDocumentId, usesCpf } from '../../../src/core/form/rules.ts'

describe('a name', () => {
  test.each([
    'Ana',
    'Þórður',
    "D'Ávila",
    'Jean-Luc',
    '李',
    'Нина',
    'محمد',
    'ආනන්ද',
    'ሰላም',
    'María José',
    'X Æ',
    'ज्योति',
    '𠮷野',
    ' Ana ',
  ])('of any script is accepted: %s', (name) => expect(checkName(name)).toBeNull())

  test.each(['', ' ', '\t\n', '\u00a0'])('of nothing but space is required: %j', (name) => {
    expect(checkName(name)).toBe('required')
  })

  test.each(['a', 'é', '李', '𠮷', '🙂'])(
    'may have 100 characters and no more, whatever their size in memory: %s',
    (letter) => {
      expect(checkName(letter.repeat(100))).toBeNull()
      expect(checkName(`  ${letter.repeat(100)}  `)).toBeNull()
      expect(checkName(letter.repeat(101))).toBe('too-long')
    },
  )
})

describe('a line of text', () => {
  test('may be left out unless it is required', () => {
    expect(checkText(' ', false)).toBeNull()
    expect(checkText(' ', true)).toBe('required')
  })

  test('has at most 200 characters', () => {
    expect(checkText('x'.repeat(200), false)).toBeNull()
    expect(checkText('x'.repeat(201), false)).toBe('too-long')
  })
})

describe('an e-mail address', () => {
  test.each(['a@b.co', ' ana.maria+kyc@example.com.br ', 'ñandú@correo.example', '李@例子.测试'])(
    '%s is accepted',
    (value) => {
      expect(checkEmail(value, true)).toBeNull()
    },
  )

  test.each(['ana', 'ana@', '@example.com', 'ana@example', 'a b@example.com', 'a@b@c.com'])(
    '%s is refused',
    (value) => {
      expect(checkEmail(value, false)).toBe('email')
    },
  )

  test('may be left out unless it is required, and has an end', () => {
    expect(checkEmail('', false)).toBeNull()
    expect(checkEmail('  ', true)).toBe('required')
    expect(checkEmail(`${'x'.repeat(200)}@b.co`, true)).toBe('too-long')
  })
})

describe('a number of Brazil', () => {
  test.each(['52998224725', '529.982.247-25', ' 529 982 247 25 ', '529982247-25'])('%s is a CPF', (value) => {
    expect(checkDocumentId(value, 'BRAZIL')).toBeNull()
    expect(toDocumentId(value, 'BRAZIL')).toBe('52998224725')
  })

  test.each([
    '52998224724',
    '52998224715',
    '5299822472',
    '529982247250',
    '529.982.247-2a',
    'AB123456',
    '52998224725x',
    '529/982/247/25',
  ])('%s is none', (value) => expect(checkDocumentId(value, 'BRAZIL')).toBe('cpf'))

  test.each([...'0123456789'])('eleven times %s is none, though its check digits are right', (digit) => {
    expect(checkDocumentId(digit.repeat(11), 'BRAZIL')).toBe('cpf')
  })

  test.each(['', '  ', '..-'])('%j is required', (value) => expect(checkDocumentId(value, 'BRAZIL')).toBe('required'))

  test('is the only one that is a CPF', () => {
    expect(usesCpf('BRAZIL')).toBe(true)
    expect(usesCpf('PORTUGAL')).toBe(false)
    expect(usesCpf('')).toBe(false)
  })
})

describe('a number of another country', () => {
  test.each(['1', '00123', ' 123456789 ', '9'.repeat(50)])('%s is accepted', (value) => {
    expect(checkDocumentId(value, 'ARGENTINA')).toBeNull()
    expect(toDocumentId(value, 'ARGENTINA')).toBe(value.trim())
  })

  test.each(['AB123456', '12 34', '12.345.678', '12-3', '١٢٣', '１２３', '1e5'])(
    '%s is refused with a code of its own, whose words say why letters are not accepted',
    (value) => expect(checkDocumentId(value, 'ARGENTINA')).toBe('digits'),
  )

  test('is required and has at most 50 digits', () => {
    expect(checkDocumentId(' ', 'ARGENTINA')).toBe('required')
    expect(checkDocumentId('1'.repeat(51), 'ARGENTINA')).toBe('too-long')
    expect(checkDocumentId('', '')).toBe('required')
  })
})
