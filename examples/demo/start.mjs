// `npm start`: builds what has changed, starts the demo, says where it is. `npm start -- --open` opens it too.
import { spawn } from 'node:child_process'
import { ensureBuilt } from './build.mjs'

const say = (line) => console.log(line)

/** Opens the page in the person's browser; where that cannot be done, the printed address is enough. */
function open(url) {
  const [command, ...args] =
    { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open']
  spawn(command, [...args, url], { stdio: 'ignore', detached: true }).on('error', () => {}).unref()
}

await ensureBuilt()
// Loaded now: it imports the library that has just been built.
const { startDemo } = await import('./server.mjs')
const demo = await startDemo({
  port: Number(process.env.PORT || 4173),
  apiKey: process.env.NOTUS_API_KEY || undefined,
  baseUrl: process.env.NOTUS_BASE_URL || undefined,
  log: say,
})

say('')
say(`  Larch Bank is open at ${demo.url}`)
say('')
if (demo.sandbox) {
  say('  It talks to a sandbox: nobody is verified, nothing leaves this machine.')
  say(`  Photos go to ${demo.storageUrl} and are kept in ${demo.storedFolder}`)
} else {
  say('  NOTUS_API_KEY is set: it talks to the real vendor, and what you send is really checked.')
}
say('  Stop it with Ctrl+C.')

if (process.argv.includes('--open')) open(demo.url)
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void demo.close().then(() => process.exit(0)))
