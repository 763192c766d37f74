import { workerData } from 'node:worker_threads';
import { newMessagePortRpcSession, RpcTarget } from 'capnweb';
import { place } from '../floors/shop.mjs';

class Shop extends RpcTarget {
  place(order) {
    return place(order);
  }
}

// What it returns stands for the other side, which offers nothing.
void newMessagePortRpcSession(workerData, new Shop());
