import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const server = process.env['SECOND_ROUND_SERVER'] ?? 'http://127.0.0.1:3000';

const config: UserConfig = defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/page/', import.meta.url)),
    emptyOutDir: true,
    // A data: address would need its own word in the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/api': server,
      '/calendar': server,
      '^/agenda/.*\\.ics$': server,
    },
  },
});

export default config;
