// Makes a fresh clone ready: `node scripts/setup.mjs packages [browser]`. Runs before `npm start` and `npm test`, with
// nothing installed yet, so everything it imports comes with Node. The second run only compares and ends.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeProblem } from './node-version.mjs'

const folder = dirname(dirname(fileURLToPath(import.meta.url)))

function say(line) {
  console.log(`[setup] ${line}`)
}

async function setUp(parts) {
  const problem = nodeProblem(process.versions.node)
  if (problem) say(problem.message)
  if (problem?.isFatal) return false
  // Loaded late: an old Node must get as far as the sentence above.
  const { preparePackages } = await import('./packages.mjs')
  const { prepareBrowser } = await import('./browser.mjs')
  const { prepareServices } = await import('./services.mjs')
  if (parts.includes('packages') && !(await preparePackages(folder, say))) return false
  if (parts.includes('browser') && !(await prepareBrowser(folder, say))) return false
  // Most can be tested without them
  if (parts.includes('browser')) await prepareServices(say)
  return true
}

process.exitCode = (await setUp(process.argv.slice(2))) ? 0 : 1
