import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { place } from '../floors/shop.mjs';

Comlink.expose({ place }, nodeEndpoint(parentPort));
