/** A thread that works out the stretches it is sent. */
import { parentPort } from 'node:worker_threads'
import { type Job, work } from './columns.ts'

parentPort?.postMessage('ready')
parentPort?.on('message', (job: Job) => {
  work(job)
  parentPort?.postMessage('done')
})
