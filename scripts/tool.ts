/** Runs a tool of node_modules/.bin under the carried Node: `sh bin/run scripts/tool.ts biome check --write`. */
import { spawn } from 'node:child_process'

const [command = '', ...args] = process.argv.slice(2)
spawn(command, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1))
