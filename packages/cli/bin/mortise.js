#!/usr/bin/env node
// Installed, the command runs its build; in the workspace it runs the sources, so that a change needs no build.
const installed = import.meta.url.includes('/node_modules/');
if (!installed) await import('../../../tools/setup/source.mjs');
await import(installed ? '../dist/main.js' : '../src/main.ts');
