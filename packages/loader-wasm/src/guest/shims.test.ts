// What plugins expect of a platform behaves in an engine as it does in Node.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inEngine, inNode } from '../../fixtures/in-engine.ts';

const bodies: Readonly<Record<string, readonly string[]>> = {
  'AbortController and AbortSignal': [
    'const c = new AbortController(); return [c.signal.aborted, c.signal instanceof AbortSignal, c.signal instanceof EventTarget];',
    'const c = new AbortController(); c.abort(); return [c.signal.aborted, c.signal.reason.name, c.signal.reason instanceof DOMException];',
    'const c = new AbortController(); c.abort(null); return [c.signal.reason];',
    "const c = new AbortController(); c.abort('why'); c.abort('again'); return c.signal.reason;",
    "const c = new AbortController(); c.signal.throwIfAborted(); c.abort(new RangeError('why')); c.signal.throwIfAborted();",
    "const c = new AbortController(); const seen = []; c.signal.addEventListener('abort', (e) => seen.push(e.type, e.target === c.signal)); c.abort(); c.abort(); return seen;",
    "const c = new AbortController(); const seen = []; c.signal.onabort = () => seen.push('on'); c.signal.addEventListener('abort', () => seen.push('listener')); c.abort(); return seen;",
    "return [AbortSignal.abort().reason.name, AbortSignal.abort('why').reason];",
    'const s = AbortSignal.timeout(5); await new Promise((resolve) => s.addEventListener("abort", resolve)); return [s.aborted, s.reason.name];',
    'const [a, b] = [new AbortController(), new AbortController()]; const any = AbortSignal.any([a.signal, b.signal]); b.abort("b"); return [any.aborted, any.reason];',
    'const any = AbortSignal.any([AbortSignal.abort(1), AbortSignal.abort(2)]); return [any.aborted, any.reason];',
    'return AbortSignal.any([]).aborted;',
    'const a = new AbortController(); const seen = []; AbortSignal.any([a.signal]).addEventListener("abort", () => seen.push("any")); a.abort(); return seen;',
    'new AbortSignal();',
  ],
  'Event and EventTarget': [
    "const t = new EventTarget(); const seen = []; const f = (e) => seen.push(e.type); t.addEventListener('x', f); t.addEventListener('x', f); t.dispatchEvent(new Event('x')); t.removeEventListener('x', f); t.dispatchEvent(new Event('x')); return seen;",
    "const t = new EventTarget(); let n = 0; t.addEventListener('x', () => n++, { once: true }); t.dispatchEvent(new Event('x')); t.dispatchEvent(new Event('x')); return n;",
    "const t = new EventTarget(); const seen = []; t.addEventListener('x', { handleEvent(e) { seen.push(this === e.target); } }); t.dispatchEvent(new Event('x')); return seen;",
    "const t = new EventTarget(); t.addEventListener('x', null); return t.dispatchEvent(new Event('x'));",
    "const t = new EventTarget(); const seen = []; t.addEventListener('x', () => { t.removeEventListener('x', b); t.addEventListener('x', c); }); const b = () => seen.push('b'); const c = () => seen.push('c'); t.addEventListener('x', b); t.dispatchEvent(new Event('x')); t.dispatchEvent(new Event('x')); return seen;",
    "const t = new EventTarget(); const c = new AbortController(); let n = 0; t.addEventListener('x', () => n++, { signal: c.signal }); t.dispatchEvent(new Event('x')); c.abort(); t.dispatchEvent(new Event('x')); return n;",
    "const t = new EventTarget(); let n = 0; t.addEventListener('x', () => n++, { signal: AbortSignal.abort() }); t.dispatchEvent(new Event('x')); return n;",
    "class Own extends EventTarget { count = 0; } const t = new Own(); t.addEventListener('x', (e) => e.target.count++); t.dispatchEvent(new Event('x')); return t.count;",
    "class Detailed extends Event { detail = 7; } const t = new EventTarget(); let seen; t.addEventListener('x', (e) => (seen = e.detail)); t.dispatchEvent(new Detailed('x')); return seen;",
    "const e = new Event('x', { cancelable: true }); const t = new EventTarget(); t.addEventListener('x', (e) => e.preventDefault()); return [t.dispatchEvent(e), e.defaultPrevented];",
    "const t = new EventTarget(); const seen = []; t.addEventListener('x', (e) => { seen.push(1); e.stopImmediatePropagation(); }); t.addEventListener('x', () => seen.push(2)); t.dispatchEvent(new Event('x')); return seen;",
  ],
  timers: [
    'return await new Promise((resolve) => setTimeout((...args) => resolve(args), 1, 1, "two"));',
    'const seen = []; const late = setTimeout(() => seen.push(2), 1e6); await new Promise((resolve) => setTimeout(() => resolve(seen.push(1)), 1)); clearTimeout(late); return seen;',
    'let n = 0; clearTimeout(setTimeout(() => n++, 1)); await new Promise((resolve) => setTimeout(resolve, 20)); return n;',
    'let n = 0; await new Promise((resolve) => { const id = setInterval(() => { if (++n === 3) { clearInterval(id); resolve(); } }, 1); }); await new Promise((resolve) => setTimeout(resolve, 20)); return n;',
    'let n = 0; await new Promise((resolve) => { const id = setInterval(() => { clearInterval(id); n++; resolve(); }, 1); }); await new Promise((resolve) => setTimeout(resolve, 10)); return n;',
    'const seen = []; setTimeout(() => seen.push("timer"), 0); queueMicrotask(() => seen.push("micro")); await new Promise((resolve) => setTimeout(resolve, 20)); return seen;',
    'return await new Promise((resolve) => setImmediate(resolve, "now"));',
    'clearTimeout(undefined); clearTimeout(null); clearTimeout({}); clearInterval(123456); return "fine";',
    'return await Promise.race([new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1, "late")), new Promise((resolve) => setTimeout(resolve, 5, "soon"))]);',
    'for (const odd of [-1, NaN, undefined, "5", null]) await new Promise((resolve) => setTimeout(resolve, odd)); return "fine";',
    'setTimeout("text", 1);',
  ],
  'structuredClone()': [
    'const value = { a: [1, "two", null, undefined, true], d: new Date(5), n: -0 }; const copy = structuredClone(value); return [copy, copy !== value, copy.a !== value.a, copy.d instanceof Date, Object.is(copy.n, -0)];',
    'const value = { list: [] }; value.self = value; value.list.push(value.list); const copy = structuredClone(value); return [copy.self === copy, copy.list[0] === copy.list];',
    'const bytes = new Uint8Array([1, 2, 3]).subarray(1); const copy = structuredClone(bytes); copy[0] = 9; return [[...copy], [...bytes], copy.constructor.name, copy.byteOffset];',
    'const copy = structuredClone([new DataView(new ArrayBuffer(4), 1, 2), new Float64Array([1.5]), new BigInt64Array([5n])]); return [copy[0].byteLength, [...copy[1]], String(copy[2][0])];',
    'const copy = structuredClone(new Map([[{ a: 1 }, new Set([1])]])); return [[...copy.keys()], [...[...copy.values()][0]]];',
    'const copy = structuredClone(new TypeError("wrong", { cause: 5 })); return [copy.name, copy.message, copy instanceof TypeError, copy.cause];',
    'const copy = structuredClone(/a(b)/gi); return [copy.source, copy.flags];',
    'class Own { a = 1; get b() { return 2; } } const copy = structuredClone(new Own()); return [copy, copy.constructor === Object];',
    'const copy = structuredClone(JSON.parse(\'{"__proto__": {"polluted": true}}\')); return [Object.getPrototypeOf(copy) === Object.prototype, copy.polluted === undefined, Object.keys(copy)];',
    'const sparse = [1, , 3]; const copy = structuredClone(sparse); return [copy.length, 1 in copy];',
    'return [typeof structuredClone(5n), structuredClone("x"), structuredClone(undefined) === undefined, structuredClone(null)];',
    'structuredClone(() => {});',
    'structuredClone({ deep: [Symbol("s")] });',
    'structuredClone(new WeakMap());',
    'structuredClone(Promise.resolve());',
  ],
  crypto: [
    'const bytes = new Uint8Array(32); return [crypto.getRandomValues(bytes) === bytes, bytes.some((byte) => byte > 0)];',
    'const all = new Uint8Array(8); crypto.getRandomValues(all.subarray(2, 4)); return [all[0], all[7]];',
    'const words = crypto.getRandomValues(new Uint32Array(100)); return words.some((word) => word > 65_536);',
    'return crypto.getRandomValues(new Uint8Array(65_536)).length;',
    'return crypto.getRandomValues(new Uint8Array(0)).length;',
    'return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID());',
    'return crypto.randomUUID() === crypto.randomUUID();',
    'let threw = false; try { crypto.getRandomValues(new Uint8Array(65_537)); } catch { threw = true; } return threw;',
    'const all = Array.from({ length: 1000 }, Math.random); return [all.every((one) => one >= 0 && one < 1), new Set(all).size];',
  ],
  'TextEncoder and TextDecoder': [
    'return [[...new TextEncoder().encode()], [...new TextEncoder().encode("é€😀\\ud800")], new TextEncoder().encoding];',
    'return [...new TextEncoder().encode("\\udc00a\\ud83d")];',
    'const into = new Uint8Array(4); return [new TextEncoder().encodeInto("a€😀", into), [...into]];',
    'return new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]));',
    'return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).length;',
    'const d = new TextDecoder(); return [d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }), d.decode(new Uint8Array([0xac]), { stream: true }), d.decode()];',
    'const d = new TextDecoder(); return [d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }), d.decode()];',
    'const d = new TextDecoder(); return [d.decode(new Uint8Array([0xef, 0xbb]), { stream: true }), d.decode(new Uint8Array([0xbf, 0x61]), { stream: true }), d.decode(new Uint8Array([0xef, 0xbb, 0xbf]))];',
    'new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([0xff]));',
    'const d = new TextDecoder("utf8", { fatal: true }); return [d.encoding, d.fatal, d.ignoreBOM, d.decode(new Uint8Array([0x61]).buffer)];',
    'return new TextDecoder().decode(new DataView(new Uint8Array([0x61, 0x62, 0x63]).buffer, 1));',
    'return new TextDecoder(" UTF-8 ").encoding;',
    'new TextDecoder("no-such-encoding");',
    'return new TextDecoder().decode(new TextEncoder().encode("x".repeat(500_000))).length;',
  ],
  console: [
    'const all = ["assert", "clear", "count", "countReset", "debug", "dir", "dirxml", "error", "group", "groupCollapsed", "groupEnd", "info", "log", "table", "time", "timeEnd", "timeLog", "trace", "warn"]; return all.map((name) => typeof console[name]);',
  ],
};

describe.each(Object.entries(bodies))('%s', (_, some) => {
  test.each(some)('%s', async (body) => {
    expect(await inEngine(body)).toEqual(withoutCodes(await inNode(body)));
  });
});

/** Node has codes of its own beside the names of errors. */
const withoutCodes = (told: unknown): unknown => {
  const { threw } = told as { threw?: unknown[] };
  return threw ? { threw: threw.filter((word) => !String(word).startsWith('ERR_')) } : told;
};

describe('UTF-8', () => {
  const decode = (chunks: readonly (readonly number[])[], fatal: boolean) => `
    const decoder = new TextDecoder('utf-8', { fatal: ${fatal} });
    const parts = ${JSON.stringify(chunks)}.map((chunk) => decoder.decode(new Uint8Array(chunk), { stream: true }));
    return [...parts, decoder.decode()];
  `;
  const interesting = fc.constantFrom(
    0x61,
    0x80,
    0xbf,
    0xc0,
    0xc2,
    0xe0,
    0xed,
    0x9f,
    0xa0,
    0xef,
    0xbb,
    0xf0,
    0x8f,
    0x90,
    0xf4,
    0xf5,
    0xff,
  );
  const chunks = fc.array(fc.array(fc.oneof(interesting, fc.nat(255)), { maxLength: 8 }), { maxLength: 5 });

  test('any bytes, in any pieces, are decoded as Node decodes them', async () => {
    await fc.assert(
      fc.asyncProperty(chunks, fc.boolean(), async (pieces, fatal) => {
        const body = decode(pieces, fatal);
        expect(await inEngine(body)).toEqual(withoutCodes(await inNode(body)));
      }),
      { numRuns: 150 },
    );
  });

  test('any text is encoded as Node encodes it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), fc.nat(20), async (one, two, length) => {
        const text = JSON.stringify(one + two.replaceAll('a', '\ud800').replaceAll('b', '\udfff'));
        const body = `const into = new Uint8Array(${length});
          return [[...new TextEncoder().encode(${text})], new TextEncoder().encodeInto(${text}, into), [...into]];`;
        expect(await inEngine(body)).toEqual(await inNode(body));
      }),
      { numRuns: 100 },
    );
  });
});
