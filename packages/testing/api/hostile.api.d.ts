import { ContractWire, Loader } from '@mortise/core';

/** What each thing that a loader may be unable to keep apart looks like where an attack uses it. */
declare const signs: {
    'built-in functions that never return': RegExp[];
    files: RegExp[];
    'host name': RegExp[];
    'message flood': RegExp[];
    'native memory': RegExp[];
    'nested threads': RegExp[];
    network: RegExp[];
    'off-heap memory': RegExp[];
    'one oversized allocation': RegExp[];
    processes: RegExp[];
    'shared memory': RegExp[];
    signals: RegExp[];
    time: RegExp[];
    'WebAssembly memory': RegExp[];
};
/**
 * What an attack needs a loader to keep apart, in the words of the loaders' own lists: where a loader has it
 * under `unsupported`, it says so there, with the reason and what to take instead.
 */
type Capability = keyof typeof signs;

/** Where the host meets an attack: which step of the plugin's life it asks for. */
type Step = 
/** `registry.get`: the module is imported, the plugin activated. */
'activate'
/** A call of `attack`. */
 | 'call'
/** A call of `attack`, then one of `ping`, which meets what the first has left behind. */
 | 'next call'
/** Calls of `bytes` and `text`. */
 | 'bytes' | 'text'
/** A stream that is read up to its thousandth item, slowly. */
 | 'stream'
/** A stream of which one item is read, and the next one only a second later. */
 | 'idle stream'
/** Sixty-four calls of `feed` at once, with a megabyte each. */
 | 'feed'
/** Calls of `feed`, one behind the other, which each return an integer. */
 | 'count'
/** A call of `attack`, then the end of the plugin's scope. */
 | 'end';
/**
 * How the attacked call may end: with an ordinary answer, with an error of the plugin's own, or with a
 * MortiseError of one of these codes that names plugin and phase.
 */
type Expected = 'answer' | 'own error' | 'activate_failed' | 'deadline_exceeded' | 'import_failed' | 'invalid_value' | 'limit_exceeded' | 'plugin_crashed' | 'plugin_unresponsive' | 'protocol_violation' | 'start_timeout' | 'value_too_large';
/** One plugin of the corpus: `hostile/<name>.mjs`. */
interface Attack {
    /** The file's name. */
    readonly name: string;
    /** What it tries, as the matrix says it. */
    readonly title: string;
    readonly step: Step;
    /** Each of these is contained. A platform that offers nothing to attack gives an answer that says so. */
    readonly expects: readonly Expected[];
    /**
     * Whether a later call gets an answer, from the same instance or a fresh one; unless told, it does. Where it
     * need not, it ends in time with a typed error.
     */
    readonly recovers?: boolean;
    /**
     * What a loader must keep apart to contain it. Where it says that it cannot, the attack gets through, and does
     * so in a way that shows just this.
     */
    readonly needs?: readonly Capability[];
    /** Whether it is contained at times also where a loader does not promise it: how fast the machine is decides. */
    readonly mayHold?: boolean;
    /** How long a call may take, where the corpus's usual 500 ms hide what is tried. */
    readonly callTimeout?: string;
}
/** Attacks of one kind, as the matrix shows them. */
interface AttackGroup {
    readonly title: string;
    readonly attacks: readonly Attack[];
}

/** The whole corpus, in the order in which the matrix shows it. */
declare const attackGroups: readonly AttackGroup[];
/** All of them, one behind the other. */
declare const attacks: readonly Attack[];

/** How the attacked call ended. */
interface Outcome {
    readonly kind: 'answer' | 'own error' | 'mortise error' | 'open';
    /** From the error itself to what is behind it. */
    readonly codes: readonly string[];
    readonly pluginId?: string | undefined;
    readonly phase?: string | undefined;
    /** The answer or the message, shortened. */
    readonly text: string;
    /** In milliseconds. */
    readonly took: number;
}

/** One cell of the matrix. */
interface Verdict {
    readonly attack: string;
    readonly loader: string;
    readonly verdict: 'contained' | 'unsupported' | 'FAILED';
    /** What the attack needs and the loader says it cannot keep apart, with the loader's reason. */
    readonly lacks?: {
        readonly capability: Capability;
        readonly reason: string;
    } | undefined;
    /** What was seen that should not be, each as a clause; also where it is `unsupported`. */
    readonly faults: readonly string[];
    /** Whether the platform offered nothing to attack. */
    readonly isEmpty: boolean;
    /** How the attacked call ended. */
    readonly outcome?: Outcome | undefined;
    /** How long a call of the neighbour took at most, in milliseconds. */
    readonly slowest: number;
    /** How much resident memory the host took more than before, in bytes. */
    readonly memory: number;
    /** In milliseconds. */
    readonly took: number;
}

/**
 * The matrix as a page of the docs. The same verdicts give the same bytes.
 *
 * @param command what writes it
 */
declare const pageOf: (groups: readonly AttackGroup[], verdicts: readonly Verdict[], command: string) => string;

/** One line for a cell that has ended. */
declare const progressLine: (verdict: Verdict, done: number, all: number) => string;
/** The matrix for a terminal, with what failed below it. */
declare const printMatrix: (groups: readonly AttackGroup[], verdicts: readonly Verdict[]) => string;

/** What is run. */
interface MatrixOptions {
    readonly attacks: readonly Attack[];
    /** Name and module of each loader; the module is a URL, whose default export is a `HostileSubject`. */
    readonly loaders: readonly {
        readonly name: string;
        readonly module: string;
    }[];
    /** How many cells run at the same time; 1 unless told. */
    readonly jobs?: number;
    /** How long a cell may take, in seconds; 30 unless told, and less where it may be open. */
    readonly limit?: number;
    /** Flags of Node for the processes of cells; this process's own unless told. */
    readonly flags?: readonly string[];
    /** Told of each cell that has ended. */
    readonly onVerdict?: (verdict: Verdict, done: number, all: number) => void;
}
/**
 * Runs every attack behind every loader, each in a process of its own. A cell that may depend on the others that run
 * beside it is run once more alone, and that counts: where all that is wrong is that something was late, where its time
 * was up, or where an attack was contained that the loader does not promise to contain.
 *
 * @returns one verdict a cell, in the order of attacks, then loaders
 */
declare const runMatrix: (options: MatrixOptions) => Promise<Verdict[]>;

/** A loader under test: the default export of a module that the runner is given. */
interface HostileSubject {
    /** The column's name in the matrix. */
    readonly name: string;
    /**
     * Makes the loader, in a process of its own. Limits come with each plugin's manifest.
     *
     * @param wires the wire modules of all contracts that the plugins provide and use
     */
    create(wires: readonly ContractWire[]): TestedLoader | Promise<TestedLoader>;
}
/** A loader that may end what it keeps, and may say what it cannot keep apart. */
interface TestedLoader extends Loader, Partial<AsyncDisposable> {
    /** By capability, with the reason and what to take instead. Nothing else of the matrix may be open. */
    readonly unsupported?: Readonly<Record<string, string>>;
}

export { attackGroups, attacks, pageOf, printMatrix, progressLine, runMatrix };
export type { Attack, AttackGroup, Capability, Expected, HostileSubject, MatrixOptions, Outcome, Step, TestedLoader, Verdict };
