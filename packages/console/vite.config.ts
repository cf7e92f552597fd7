import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: { target: 'chrome93', outDir: 'dist', emptyOutDir: true, modulePreload: { polyfill: false } },
})
