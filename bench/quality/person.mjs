const given = ['MARTA ELENA', 'JONAS', 'ILSE', 'TADEU', 'AMARA JOY', 'PETER ALAN', 'SOFIA', 'KENJI', 'LEILA NOOR', 'OTTO', 'RUTH ANN', 'DAVI LUCAS']
const family = ['SAMPLE', 'MUSTERSON', 'EXEMPLAR', 'PROVA LIMA', 'MODELO REYES', 'TESTERA', 'ANYONE', 'SPECIMEN', 'FICTA', 'VOORBEELD']
const states = [
  ['ALDORIA', 'ALD'], ['NORTHMERE', 'NME'], ['VESTALIA', 'VSL'], ['ISLA CORVA', 'ICV'], ['TERRANOVE', 'TRV'], ['UTOPIA', 'UTO'],
]
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

const weights = [7, 3, 1]
const value = (sign) => (sign === '<' ? 0 : parseInt(sign, 36))
/** The check digit of ICAO 9303 part 3. */
const check = (text) => String([...text].reduce((sum, sign, at) => sum + value(sign) * weights[at % 3], 0) % 10)
const filled = (text, length) => text.replaceAll(' ', '<').padEnd(length, '<').slice(0, length)

/** Somebody who does not exist, of a state that does not exist, with the lines of a machine-readable zone. */
export function inventPerson(random) {
  const [state, code] = random.pick(states)
  const date = (from, to) => ({ year: random.integer(from, to), month: random.integer(0, 11), day: random.integer(1, 28) })
  const words = ({ year, month, day }) => `${String(day).padStart(2, '0')} ${months[month]} ${year}`
  const digits = ({ year, month, day }) =>
    [year % 100, month + 1, day].map((part) => String(part).padStart(2, '0')).join('')
  const person = { state, code, given: random.pick(given), family: random.pick(family), sex: random.pick(['F', 'M']) }
  const [born, issued] = [date(1950, 2004), date(2017, 2023)]
  const expires = { ...issued, year: issued.year + 10 }
  const number = random.pick(['X', 'L', 'A', 'C']) + random.digits(8)
  const name = `${person.family}<<${person.given}`
  const checked = (text) => text + check(text)
  const [birth, end, id] = [checked(digits(born)), checked(digits(expires)), checked(number)]
  const optional = random.digits(9)
  return {
    ...person,
    number,
    personal: `${random.digits(3)}.${random.digits(3)}.${random.digits(3)}-${random.digits(2)}`,
    born: words(born),
    issued: words(issued),
    expires: words(expires),
    place: random.pick(['PORT ELDER', 'SAN TERO', 'GRAUBACH', 'LOWMOOR', 'VILA NOVA', 'KESTREL BAY']),
    card: [
      filled(`I<${code}${id}${optional}`, 30),
      filled(`${birth}${person.sex}${end}${code}`, 29) + check(id + optional + birth + end),
      filled(name, 30),
    ],
    passport: [
      filled(`P<${code}${name}`, 44),
      filled(`${id}${code}${birth}${person.sex}${end}${optional}`, 43) + check(id + birth + end + optional),
    ],
  }
}
