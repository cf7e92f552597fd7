import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // Whatever NODE_ENV the process was started with: what is served is the production build.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { target: 'chrome93', outDir: 'dist', emptyOutDir: true, modulePreload: { polyfill: false } },
})
