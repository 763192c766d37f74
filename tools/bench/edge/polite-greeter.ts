// What every edge bundle holds, whoever puts it together: a service of the host and a plugin's code.

/** The service that the host hands to the plugin. */
export interface Log {
  write(text: string): Promise<void>;
}

export const log: Log = {
  async write(text) {
    console.log(text);
  },
};

/** The plugin's provider. */
export class PoliteGreeter {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  async greet(name: string): Promise<string> {
    await this.#log.write(`Greeting ${name}`);
    return `Good day, ${name}`;
  }

  async end(): Promise<void> {
    await this.#log.write('Ended');
  }
}
