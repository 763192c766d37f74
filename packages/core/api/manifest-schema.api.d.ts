/** A size with its unit; k = 1,000, Ki = 1,024. */
declare const sizeSchema: {
    readonly type: 'string';
    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
    readonly description: 'a size such as "64MB"';
};
/** Limits of an isolated plugin, in a manifest and in a profile. */
declare const limitsSchema: {
    readonly type: 'object';
    readonly description: 'an object of limits';
    readonly additionalProperties: false;
    readonly properties: {
        readonly memory: {
            readonly type: 'string';
            readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
            readonly description: 'a size such as "64MB"';
        };
        readonly stack: {
            readonly type: 'string';
            readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
            readonly description: 'a size such as "64MB"';
        };
        readonly callTimeout: {
            readonly type: 'string';
            readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
            readonly description: 'a time such as "5s" or "500ms"';
        };
        readonly idleTimeout: {
            readonly type: 'string';
            readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
            readonly description: 'a time such as "5s" or "500ms"';
        };
        readonly startTimeout: {
            readonly type: 'string';
            readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
            readonly description: 'a time such as "5s" or "500ms"';
        };
        readonly stopTimeout: {
            readonly type: 'string';
            readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
            readonly description: 'a time such as "5s" or "500ms"';
        };
    };
};
/**
 * The JSON Schema (2020-12) of a plugin.json; `@mortise/core/plugin.schema.json` is its copy for
 * editors. Each `description` says what was expected where a manifest has something else.
 */
declare const manifestSchema: {
    readonly $schema: 'https://json-schema.org/draft/2020-12/schema';
    readonly title: 'plugin.json';
    readonly description: 'a manifest, which is an object';
    readonly type: 'object';
    readonly additionalProperties: false;
    readonly required: readonly ['manifest', 'id', 'provides'];
    readonly properties: {
        readonly $schema: {
            readonly type: 'string';
        };
        readonly manifest: {
            readonly const: 1;
        };
        readonly id: {
            readonly pattern: "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$";
            readonly description: 'a plugin id such as "era.wasm"';
            readonly type: 'string';
            readonly maxLength: 128;
        };
        readonly version: {
            readonly type: 'string';
            readonly pattern: "^(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$";
            readonly description: 'a version such as "1.0.0"';
        };
        readonly description: {
            readonly type: 'string';
        };
        readonly main: {
            readonly type: 'string';
            readonly minLength: 1;
            readonly description: "a path to the plugin's module";
        };
        readonly provides: {
            readonly type: 'object';
            readonly description: 'an object of contracts';
            readonly propertyNames: {
                readonly pattern: "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*:[a-z][a-z0-9]*(?:-[a-z0-9]+)*@(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$";
                readonly description: 'a contract with its whole version, such as "era:runtime@1.0.0"';
            };
            readonly additionalProperties: {
                readonly type: 'object';
                readonly minProperties: 1;
                readonly description: 'an object of providers, at least one';
                readonly propertyNames: {
                    readonly pattern: "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$";
                    readonly description: 'a provider name such as "wasm"';
                };
                readonly additionalProperties: {
                    readonly type: 'object';
                    readonly description: 'an object, which may be empty';
                    readonly additionalProperties: false;
                    readonly properties: {
                        readonly capabilities: {
                            readonly type: 'array';
                            readonly description: 'a list of words';
                            readonly uniqueItems: true;
                            readonly items: {
                                readonly type: 'string';
                                readonly minLength: 1;
                                readonly description: 'a word';
                            };
                        };
                    };
                };
            };
        };
        readonly uses: {
            readonly type: 'object';
            readonly description: 'an object of host services';
            readonly propertyNames: {
                readonly pattern: "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*:[a-z][a-z0-9]*(?:-[a-z0-9]+)*@(?:0|[1-9][0-9]*)$";
                readonly description: 'a contract with its major version, such as "mortise:log@1"';
            };
            readonly additionalProperties: {
                readonly type: 'object';
                readonly description: 'an object, which may be empty';
                readonly additionalProperties: false;
                readonly properties: {
                    readonly as: {
                        readonly type: 'string';
                        readonly pattern: '^[a-z][A-Za-z0-9]*$';
                        readonly not: {
                            readonly enum: readonly [...string[], "constructor", "then"];
                        };
                        readonly description: 'a free property name such as "storage"';
                    };
                    readonly optional: {
                        readonly type: 'boolean';
                    };
                    readonly grant: {
                        readonly type: 'object';
                        readonly description: 'an object that the service understands';
                    };
                };
            };
        };
        readonly dependencies: {
            readonly type: 'object';
            readonly description: 'an object of plugin ids with version ranges';
            readonly propertyNames: {
                readonly pattern: "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$";
                readonly description: 'a plugin id such as "era.wasm"';
            };
            readonly additionalProperties: {
                readonly type: 'string';
                readonly description: 'a version range such as "^1.0.0"';
            };
        };
        readonly engines: {
            readonly type: 'object';
            readonly description: 'an object of version ranges';
            readonly additionalProperties: {
                readonly type: 'string';
                readonly description: 'a version range such as "^1.0.0"';
            };
        };
        readonly limits: {
            readonly type: 'object';
            readonly description: 'an object of limits';
            readonly additionalProperties: false;
            readonly properties: {
                readonly memory: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
                    readonly description: 'a size such as "64MB"';
                };
                readonly stack: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:B|kB|MB|GB|KiB|MiB|GiB)$";
                    readonly description: 'a size such as "64MB"';
                };
                readonly callTimeout: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                    readonly description: 'a time such as "5s" or "500ms"';
                };
                readonly idleTimeout: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                    readonly description: 'a time such as "5s" or "500ms"';
                };
                readonly startTimeout: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                    readonly description: 'a time such as "5s" or "500ms"';
                };
                readonly stopTimeout: {
                    readonly type: 'string';
                    readonly pattern: "^(?:[1-9][0-9]*(?:\\.[0-9]+)?|0\\.[0-9]*[1-9][0-9]*)(?:ms|s|m)$";
                    readonly description: 'a time such as "5s" or "500ms"';
                };
            };
        };
    };
};

export { limitsSchema, manifestSchema, sizeSchema };
