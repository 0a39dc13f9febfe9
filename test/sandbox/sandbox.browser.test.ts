import { expect, it } from 'vitest'
import { setting, upload } from './setting.ts'

it('runs in a browser, where the form is put together by the browser itself', async () => {
  const { sandbox, create, process, status, wait } = setting()
  const { session, frontDocumentUpload: target } = await create()
  const photo = crypto.getRandomValues(new Uint8Array(60_000))
  const file = new File([photo], 'a "photo"\r\n; name=x.jpg', { type: 'image/jpeg' })
  const response = await upload(sandbox, target!, file)
  expect([response.status, await response.text()]).toEqual([204, ''])
  expect(sandbox.objects().map(({ bytes }) => bytes)).toEqual([photo])
  await process(session.id)
  wait(3_000)
  expect(await status(session.id)).toBe('COMPLETED')
})
