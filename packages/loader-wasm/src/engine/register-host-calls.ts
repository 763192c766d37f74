import { messageOf } from '@mortise/core';
import type { TextMessage } from '@mortise/rpc';
import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { hostNames } from '../guest/host-calls.ts';

/** What an engine calls, with values of ours. */
export interface HostSide {
  send(message: TextMessage): void;
  /** @throws a text */
  startTimer(id: number, milliseconds: number): void;
  stopTimer(id: number): void;
  print(line: string): void;
}

/** Lets the guest in an engine call its host. What it passes may be anything: a plugin may have patched what it uses. */
export const registerHostCalls = (vm: QuickJS, host: HostSide): void => {
  // An error of ours would show the plugin our files; a text does not.
  const register = (name: HostName, call: (...values: (JSValueHandle | undefined)[]) => JSValueHandle) =>
    vm.registerHostCallback(name, (...values) => {
      try {
        return call(...values);
      } catch (error) {
        throw messageOf(error);
      }
    });
  register('send', (json, ...attachments) => {
    if (json?.isString) host.send(textMessage(json, attachments as JSValueHandle[]));
    return vm.undefined;
  });
  register('startTimer', (id, milliseconds) => {
    host.startTimer(id?.toNumber() ?? 0, milliseconds?.toNumber() ?? 0);
    return vm.undefined;
  });
  register('stopTimer', (id) => {
    host.stopTimer(id?.toNumber() ?? 0);
    return vm.undefined;
  });
  register('print', (line) => {
    if (line?.isString) host.print(line.toString());
    return vm.undefined;
  });
  let given: JSValueHandle | undefined;
  register('random', (length) => {
    const most = Math.min(65_536, Math.max(0, length?.toNumber() ?? 0));
    // The engine takes a copy of the handle behind what this returns: ours goes with the next one.
    given?.dispose();
    given = undefined;
    given = vm.newUint8Array(crypto.getRandomValues(new Uint8Array(most)));
    return given;
  });
};

type HostName = (typeof hostNames)[number];

const textMessage = (json: JSValueHandle, attachments: readonly JSValueHandle[]): TextMessage =>
  attachments.length === 0
    ? json.toString()
    : [json.toString(), ...attachments.map((bytes) => bytes.toUint8Array())];
