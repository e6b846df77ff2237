import { defineConfig } from 'vite'

// Files under assets/ carry a hash in their name and are kept by browsers for good. Nothing is written into the page or
// the styles themselves: the desk's content security policy allows no inline script or style.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: true,
  },
})
