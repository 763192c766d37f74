import { type Contract, contract } from './contract.ts';
import type { Exact, Plugin, PluginCode, PluginContext, ProvidersOf, ServicesOf } from './plugin.ts';

interface Greeter {
  greet(name: string): Promise<string>;
}
interface Log {
  info(text: string): void;
}

/** Compiles only where both types are the same. */
const same = <A, B>(
  ..._: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : [never]
): void => {};

// contract()

const greeter = contract<Greeter>()('demo:greeter@1', '1.0.0');
same<typeof greeter, Contract<Greeter, 'demo:greeter@1'>>();
// @ts-expect-error a contract has a namespace
contract<Greeter>()('greeter@1', '1.0.0');
// @ts-expect-error a contract has a major version
contract<Greeter>()('demo:greeter', '1.0.0');
// @ts-expect-error the token of one interface is not that of another
export const wrong: Contract<Log> = greeter;

// definePlugin(), as code generation writes it

interface Provided {
  readonly greeter: { readonly polite: Greeter };
}
type Context = PluginContext & { readonly log?: Log };
declare function definePlugin<R extends Provided, C = undefined>(plugin: {
  config?(raw: unknown): C;
  activate(ctx: Context & { readonly config: C }): Promise<R & Exact<R, Provided>>;
  deactivate?(): Promise<void>;
}): Plugin<'demo:greeter@1/polite', { log?: Log }>;

const polite: Greeter = { greet: async (name) => `Good day, ${name}` };

definePlugin({ activate: async () => ({ greeter: { polite } }) });
definePlugin({
  config: () => ({ port: 1 }),
  activate: async ({ config, log, signal }) => {
    same<typeof config, { port: number }>();
    same<typeof log, Log | undefined>();
    same<typeof signal, AbortSignal>();
    return { greeter: { polite } };
  },
});
// @ts-expect-error a provider is missing
definePlugin({ activate: async () => ({ greeter: {} }) });
// @ts-expect-error the manifest declares no provider `rude`
definePlugin({ activate: async () => ({ greeter: { polite, rude: polite } }) });
// @ts-expect-error the manifest declares no contract `other`
definePlugin({ activate: async () => ({ greeter: { polite }, other: { polite } }) });
// @ts-expect-error the provider does not fill its contract
definePlugin({ activate: async () => ({ greeter: { polite: { greet: async () => 1 } } }) });
definePlugin({
  // @ts-expect-error the manifest declares no service `storage`
  activate: async ({ storage: _ }) => ({ greeter: { polite } }),
});
definePlugin({
  activate: async (ctx) => {
    // @ts-expect-error the service is optional
    ctx.log.info('text');
    return { greeter: { polite } };
  },
});

// types of several plugins together

type One = Plugin<'a:a@1/x', { log: Log }>;
type Two = Plugin<'a:a@1/y', { storage: Greeter }>;
same<ProvidersOf<One | Two>, 'a:a@1/x' | 'a:a@1/y'>();
same<ServicesOf<One | Two>, { log: Log } & { storage: Greeter }>();
export const code: PluginCode = { activate: () => ({}) };
