#!/usr/bin/env node
// The agent as a profile's build made it: ERA_PROFILE names the profile, `full` where it is not set.
import { existsSync } from 'node:fs';

const profile = process.env.ERA_PROFILE || 'full';
const main = new URL(`../dist/${profile}/main.js`, import.meta.url);

if (existsSync(main)) {
  await import(main);
} else {
  console.error(`era: Cannot start profile '${profile}': it is not built\n     Build it: npx mortise build`);
  process.exitCode = 1;
}
