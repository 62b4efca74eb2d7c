import module, { syncBuiltinESMExports } from "node:module";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";
import net, { connect, isIP, isIPv6 } from "node:net";
import childProcess from "node:child_process";
import os, { constants } from "node:os";
import dns from "node:dns";
import fs from "node:fs";
import { posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createSocket } from "node:dgram";
// src/embedded/network/preload/control-channel.ts
/**
* Opens the channel. It keeps the process alive only while a question is open; once the network is gone
* every question is rejected, as nothing can be reached any more.
*/
function openControlChannel(pod) {
	const socket = connect(pod.control);
	const open = /* @__PURE__ */ new Map();
	let lastId = 0;
	let rulesActive = false;
	let rest = "";
	let gone;
	const write = (message) => void socket.write(`${JSON.stringify(message)}\n`);
	const ask = (question) => new Promise((resolve, reject) => {
		if (gone) return reject(gone);
		const id = ++lastId;
		if (open.size === 0) socket.ref();
		open.set(id, {
			resolve,
			reject
		});
		write({
			...question,
			id
		});
	});
	const read = (message) => {
		if (message.kind === "rules") rulesActive = message.active;
		else {
			open.get(message.id)?.resolve(message.answer);
			open.delete(message.id);
			if (open.size === 0) socket.unref();
		}
	};
	const end = (error) => {
		gone ??= Object.assign(/* @__PURE__ */ new Error(`the cluster's network is gone: ${error.message}`), { code: "ENETDOWN" });
		for (const { reject } of open.values()) reject(gone);
		open.clear();
	};
	socket.unref();
	socket.setEncoding("utf8");
	socket.on("data", (text) => {
		const lines = (rest + text).split("\n");
		rest = lines.pop();
		for (const line of lines) read(JSON.parse(line));
	});
	socket.on("error", end);
	socket.on("close", () => end(/* @__PURE__ */ new Error("its channel is closed")));
	write({
		kind: "hello",
		token: pod.token
	});
	return {
		get rulesActive() {
			return rulesActive;
		},
		listen: (protocol, port, hiddenPort, local) => ask({
			kind: "listen",
			protocol,
			port,
			hiddenPort,
			local
		}),
		unlisten(protocol, port) {
			if (!gone) write({
				kind: "unlisten",
				protocol,
				port
			});
		},
		connect: (address, port) => ask({
			kind: "connect",
			address,
			port
		}),
		resolve: (name) => ask({
			kind: "resolve",
			name
		}),
		resolveServers: (name) => ask({
			kind: "resolve-servers",
			name
		})
	};
}
// src/embedded/network/preload/descendants.ts
/** Hands the pod on to child processes: those that are Node (or start one) are in the pod as well. */
function patchDescendants(preload, variables) {
	const option = `--import=${preload}`;
	const handedOn = (environment) => {
		const options = environment.NODE_OPTIONS ?? "";
		return {
			...variables,
			NODE_OPTIONS: options.includes(option) ? options : `${options} ${option}`.trim()
		};
	};
	const prototype = childProcess.ChildProcess.prototype;
	const spawn = prototype.spawn;
	prototype.spawn = function(options) {
		const pairs = options.envPairs ?? [];
		const own = pairs.find((pair) => pair.startsWith("NODE_OPTIONS="))?.slice(13);
		const added = Object.entries(handedOn({ NODE_OPTIONS: own })).map(([name, value]) => `${name}=${value}`);
		options.envPairs = [...pairs.filter((pair) => !pair.startsWith("NODE_OPTIONS=")), ...added];
		return spawn.call(this, options);
	};
	for (const name of [
		"spawnSync",
		"execFileSync",
		"execSync"
	]) {
		const original = childProcess[name];
		childProcess[name] = (...args) => {
			const at = args.findIndex((argument, index) => index > 0 && typeof argument === "object" && argument !== null && !Array.isArray(argument));
			const given = at < 0 ? {} : args[at];
			const environment = given.env ?? process.env;
			const options = {
				...given,
				env: {
					...environment,
					...handedOn(environment)
				}
			};
			return at < 0 ? original(...args, options) : original(...args.with(at, options));
		};
	}
}
// src/embedded/network/preload/identity.ts
/** Lets the process see its pod where it would see the machine. */
function patchIdentity(pod) {
	os.hostname = () => pod.hostname;
	os.networkInterfaces = () => ({
		lo: [describe("127.0.0.1", "255.0.0.0", 8, true)],
		eth0: [describe(pod.podIP, "255.255.255.0", 24, false)]
	});
}
function describe(address, netmask, bits, internal) {
	const octets = address.split(".").map((octet) => Number(octet).toString(16).padStart(2, "0"));
	return {
		address,
		netmask,
		family: "IPv4",
		mac: internal ? "00:00:00:00:00:00" : `0a:58:${octets.join(":")}`,
		internal,
		cidr: `${address}/${bits}`
	};
}
/** Process 1 ignores signals that it has no handler for; nothing else is different for a container's first process. */
function ignoreSignalsAsFirstProcess() {
	for (const signal of [
		"SIGTERM",
		"SIGINT",
		"SIGHUP"
	]) process.on(signal, () => {});
}
// src/embedded/network/preload/name-lookups.ts
/** Makes `dns` ask the cluster first, then the machine, as a pod's resolver does. */
function patchNames(pod, control) {
	const find = async (name) => {
		if (name === "localhost" || name.endsWith(".localhost")) return { machine: name };
		if (name === pod.hostname) return { addresses: [pod.podIP] };
		const answer = await control.resolve(name);
		if (answer.kind === "addresses") return { addresses: answer.addresses };
		if (answer.kind === "unreachable") throw unreachable(name);
		if (answer.kind === "alias") return { machine: answer.name };
		return answer.known ? { addresses: [] } : { machine: name };
	};
	const lookup = dns.lookup;
	const patchedLookup = (name, ...rest) => {
		const callback = rest.at(-1);
		if (typeof name !== "string" || name === "" || isIP(name) || typeof callback !== "function") return lookup(name, ...rest);
		const options = typeof rest[0] === "object" && rest[0] ? rest[0] : { family: typeof rest[0] === "number" ? rest[0] : 0 };
		find(name).then((found) => {
			if ("machine" in found) return lookup(found.machine, options, callback);
			const isIPv6Only = options.family === 6 || options.family === "IPv6";
			if (found.addresses.length === 0 || isIPv6Only) return callback(notFound("getaddrinfo", name));
			if (options.all) callback(null, found.addresses.map((address) => ({
				address,
				family: 4
			})));
			else callback(null, found.addresses[0], 4);
		}, callback);
	};
	replace(dns, "lookup", patchedLookup);
	const promises = dns.promises;
	const lookupPromise = promises.lookup;
	replace(promises, "lookup", async (name, options = {}) => {
		if (typeof name !== "string" || name === "" || isIP(name)) return lookupPromise(name, options);
		const wanted = typeof options === "number" ? { family: options } : options;
		const found = await find(name);
		if ("machine" in found) return lookupPromise(found.machine, wanted);
		if (found.addresses.length === 0 || wanted.family === 6) throw notFound("getaddrinfo", name);
		return wanted.all ? found.addresses.map((address) => ({
			address,
			family: 4
		})) : {
			address: found.addresses[0],
			family: 4
		};
	});
	/** What the cluster answers to a query of a record type; undefined: not the cluster's. */
	const query = async (name, type) => {
		if (type === "SRV") return await control.resolveServers(name) ?? void 0;
		const found = await find(name);
		if ("machine" in found) return void 0;
		if (found.addresses.length === 0) throw notFound(`query${type}`, name);
		if (type === "A") return [...found.addresses];
		throw Object.assign(/* @__PURE__ */ new Error(`query${type} ENODATA ${name}`), {
			code: "ENODATA",
			syscall: `query${type}`,
			hostname: name
		});
	};
	for (const [method, fixedType] of [
		["resolve4", "A"],
		["resolve6", "AAAA"],
		["resolveSrv", "SRV"],
		["resolve", ""]
	]) {
		const typeOf = (rest) => fixedType || (typeof rest[0] === "string" ? rest[0] : "A");
		const asked = (type) => type === "A" || type === "AAAA" || type === "SRV";
		const withTtl = (records, rest) => rest[0]?.ttl ? records.map((address) => ({
			address,
			ttl: 5
		})) : records;
		const ofCallbacks = dns[method];
		replace(dns, method, (name, ...rest) => {
			const callback = rest.at(-1);
			if (!asked(typeOf(rest)) || isIP(name)) return ofCallbacks(name, ...rest);
			query(name, typeOf(rest)).then((records) => {
				if (records) callback(null, withTtl(records, rest));
				else ofCallbacks(name, ...rest);
			}, callback);
		});
		const ofPromises = promises[method];
		replace(promises, method, async (name, ...rest) => {
			if (!asked(typeOf(rest)) || isIP(name)) return ofPromises(name, ...rest);
			const records = await query(name, typeOf(rest));
			return records ? withTtl(records, rest) : ofPromises(name, ...rest);
		});
	}
}
function notFound(syscall, hostname) {
	return Object.assign(/* @__PURE__ */ new Error(`${syscall} ENOTFOUND ${hostname}`), {
		errno: -3008,
		code: "ENOTFOUND",
		syscall,
		hostname
	});
}
/** What getaddrinfo says when no name server answers. */
function unreachable(hostname) {
	return Object.assign(/* @__PURE__ */ new Error(`getaddrinfo EAI_AGAIN ${hostname}`), {
		errno: -3001,
		code: "EAI_AGAIN",
		syscall: "getaddrinfo",
		hostname
	});
}
/** Keeps what `util.promisify` and others find on the function. */
function replace(module, name, patched) {
	Object.defineProperties(patched, Object.getOwnPropertyDescriptors(module[name]));
	module[name] = patched;
}
// src/embedded/network/preload/paths.ts
/** Functions of `fs` that take two paths, and one of two. */
const twoPaths = [
	"copyFile",
	"cp",
	"link",
	"rename",
	"symlink"
];
const onePath = [
	"access",
	"appendFile",
	"chmod",
	"chown",
	"createReadStream",
	"createWriteStream",
	"exists",
	"glob",
	"lchmod",
	"lchown",
	"lstat",
	"lutimes",
	"mkdir",
	"mkdtemp",
	"mkdtempDisposable",
	"open",
	"openAsBlob",
	"opendir",
	"readFile",
	"readdir",
	"readlink",
	"realpath",
	"rm",
	"rmdir",
	"stat",
	"statfs",
	"truncate",
	"unlink",
	"unwatchFile",
	"utimes",
	"watch",
	"watchFile",
	"writeFile"
];
/** Their result is a path. */
const answersPath = /* @__PURE__ */ new Set([
	"mkdir",
	"mkdtemp",
	"readlink",
	"realpath"
]);
/** Makes absolute paths of the container lead to where its files are, for `fs`, `require` and `import`. */
function patchPaths(mappings) {
	const longestFirst = [...mappings].sort((a, b) => b.from.length - a.from.length);
	const map = (path) => {
		if (typeof path === "string") {
			const clean = /\/[./]/.test(path) ? posix.normalize(path) : path;
			return mappings.some(({ to }) => clean === to || clean.startsWith(`${to}/`)) ? path : replacePrefix(clean, longestFirst, "from", "to");
		}
		if (path instanceof URL && path.protocol === "file:") return map(fileURLToPath(path));
		if (Buffer.isBuffer(path)) return Buffer.from(map(path.toString()));
		return path;
	};
	const unmap = (path) => typeof path === "string" ? replacePrefix(path, longestFirst, "to", "from") : path;
	for (const holder of [fs, fs.promises]) for (const name of [...onePath, ...twoPaths]) for (const method of [name, `${name}Sync`]) if (typeof holder[method] === "function") holder[method] = patchFunction(holder[method], map, twoPaths.includes(name) ? 2 : 1, answersPath.has(name) ? unmap : void 0);
	module.registerHooks({ resolve(specifier, context, next) {
		if (specifier.startsWith("file:")) return next(pathToFileURL(map(fileURLToPath(specifier))).href, context);
		return next(specifier.startsWith("/") ? map(specifier) : specifier, context);
	} });
}
function patchFunction(original, map, paths, unmap) {
	const withResult = (args) => {
		const callback = args.at(-1);
		if (!unmap || typeof callback !== "function") return args;
		return args.with(-1, (error, path) => callback(error, unmap(path)));
	};
	const patched = function(...args) {
		const result = original.apply(this, withResult(args.map((argument, index) => index < paths ? map(argument) : argument)));
		if (!unmap || result === void 0) return result;
		return typeof result?.then === "function" ? result.then(unmap) : unmap(result);
	};
	Object.defineProperties(patched, Object.getOwnPropertyDescriptors(original));
	if (typeof original.native === "function") patched.native = patchFunction(original.native, map, paths, unmap);
	return patched;
}
function replacePrefix(path, mappings, from, to) {
	for (const mapping of mappings) {
		if (path === mapping[from]) return mapping[to];
		if (path.startsWith(`${mapping[from]}/`)) return mapping[to] + path.slice(mapping[from].length);
	}
	return path;
}
// src/embedded/network/outgoing.ts
/**
* Source ports by number instead of by the kernel's choice: with an address but no port, bind() searches among all
* ports that linger in TIME_WAIT, which takes milliseconds each after some 28,000 connections a minute.
*/
const firstPort = 1e4;
const lastPort = 60999;
let nextPort = firstPort + Math.floor(Math.random() * 50999);
/** A source port that is probably free. */
function takeSourcePort() {
	nextPort = nextPort >= lastPort ? firstPort : nextPort + 1;
	return nextPort;
}
// src/embedded/network/retransmission.ts
/**
* When TCP tries again, as Linux does it: what is lost is sent again after a time-out that doubles.
* The first time-out of a SYN is 1 s (RFC 6298), that of data at least 200 ms (TCP_RTO_MIN); both at most 120 s.
*/
const synTimeoutMs = 1e3;
/** Milliseconds until the SYN number `attempt` (counting from 0) that got no answer is repeated. */
function synRetransmissionMs(attempt) {
	return synTimeoutMs * 2 ** attempt;
}
// src/embedded/network/preload/pod-address.ts
/** IPv6 loopback and wildcard are the IPv4 ones, mapped addresses what they map to: pods have IPv4 only. */
function toIPv4(address) {
	if (!isIPv6(address)) return address;
	if (address === "::") return "0.0.0.0";
	if (address === "::1") return "127.0.0.1";
	return address.toLowerCase().startsWith("::ffff:") ? address.slice(7) : address;
}
/** `address` as `toIPv4` gives it. */
function classify(address, pod) {
	if (address === "0.0.0.0") return "any";
	if (address === pod.podIP) return "own";
	if (address === pod.hidden) return "hidden";
	if (address.startsWith(pod.podPrefix)) return "pod";
	if (address.startsWith(pod.servicePrefix)) return "service";
	return address.startsWith("127.") ? "loopback" : "outside";
}
// src/embedded/network/preload/tcp-handle.ts
/** The prototype that every TCP socket of the process shares, those of `net`, `http`, `tls` and `fetch` alike. */
function tcpPrototype() {
	const create = net._createServerHandle;
	const handle = create("127.0.0.1", 0, 4);
	if (typeof handle === "number") throw new Error(`cannot open a socket on 127.0.0.1: error ${handle}`);
	handle.close();
	return Object.getPrototypeOf(handle);
}
/** The functions as Node made them, whatever is put in their place afterwards. */
function systemCallsOf(tcp) {
	const { bind, bind6, listen, connect, connect6, getsockname, getpeername } = tcp;
	return {
		bind,
		bind6,
		listen,
		connect,
		connect6,
		getsockname,
		getpeername
	};
}
/** As libuv returns them. */
const errors = {
	EACCES: -constants.errno.EACCES,
	EADDRINUSE: -constants.errno.EADDRINUSE,
	EADDRNOTAVAIL: -constants.errno.EADDRNOTAVAIL,
	ECONNREFUSED: -constants.errno.ECONNREFUSED,
	ENETDOWN: -constants.errno.ENETDOWN,
	ETIMEDOUT: -constants.errno.ETIMEDOUT
};
// src/embedded/network/preload/tcp-clients.ts
/** Others may only have these with the network's help. */
const lowestOpenPort = 1024;
const mostBinds = 20;
/**
* Makes clients connect from the pod's address, to where the network sends them: Services are translated to an
* endpoint here, as kube-proxy does it on the client's node, so a closed port refuses and a lost SYN hangs.
*/
function patchClients(tcp, system, pod, control, bound) {
	const { bind, connect, connect6, getsockname, getpeername } = system;
	const close = tcp.close;
	/** Whom the program believes to be connected to. */
	const peers = /* @__PURE__ */ new WeakMap();
	const closed = /* @__PURE__ */ new WeakSet();
	/** bind() says that a port is taken only later; getsockname() tells at once. */
	const bindSource = (handle) => {
		const wish = bound.get(handle);
		bound.delete(handle);
		for (let attempt = 0; attempt < mostBinds; attempt++) {
			bind.call(handle, pod.podIP, attempt === 0 && wish?.port ? wish.port : takeSourcePort());
			if (getsockname.call(handle, {}) === 0) return;
		}
	};
	const open = (handle, request, address, port) => {
		if (address.startsWith(pod.podPrefix) && address !== pod.hidden) bindSource(handle);
		return connect.call(handle, request, address, port);
	};
	const follow = (handle, request, address, port) => {
		let sent = 0;
		const fail = (error) => request.oncomplete(error, handle, request, false, false);
		const arrive = (answer) => {
			if (closed.has(handle)) return;
			const error = open(handle, request, answer.address, answer.port);
			if (error) fail(error);
		};
		const receive = (answer) => {
			if (closed.has(handle)) return;
			if (answer.verdict === "refuse") fail(errors.ECONNREFUSED);
			else if (answer.verdict === "go") {
				if (answer.delayMs > 0) setTimeout(arrive, answer.delayMs, answer);
				else arrive(answer);
			} else if (sent > 6) fail(errors.ETIMEDOUT);
			else setTimeout(ask, synRetransmissionMs(sent++), answer.address, answer.port);
		};
		const ask = (to, toPort) => {
			if (closed.has(handle)) return;
			control.connect(to, toPort).then(receive, () => fail(errors.ENETDOWN));
		};
		ask(address, port);
		return 0;
	};
	const connectTo = (handle, request, asked, port) => {
		const address = toIPv4(asked);
		const kind = address === pod.apiServer?.host && port === pod.apiServer.port ? "outside" : classify(address, pod);
		if (kind === "outside") {
			bound.delete(handle);
			return address === asked && asked.includes(":") ? connect6.call(handle, request, asked, port) : open(handle, request, address, port);
		}
		const isLocal = kind === "loopback" || kind === "any" || kind === "hidden";
		const target = isLocal ? pod.hidden : address;
		if (isLocal) bound.delete(handle);
		if (kind === "service" || isLocal) peers.set(handle, {
			address: isLocal ? "127.0.0.1" : address,
			family: "IPv4",
			port
		});
		return kind === "service" || port < lowestOpenPort || control.rulesActive && !isLocal ? follow(handle, request, target, port) : open(handle, request, target, port);
	};
	tcp.connect = function(request, address, port) {
		return connectTo(this, request, address, port);
	};
	tcp.connect6 = function(request, address, port) {
		return connectTo(this, request, address, port);
	};
	tcp.close = function(callback) {
		closed.add(this);
		return close.call(this, callback);
	};
	tcp.getpeername = function(out) {
		const error = getpeername.call(this, out);
		if (error) return error;
		const peer = peers.get(this);
		if (peer) Object.assign(out, peer);
		else if (out.address === pod.hidden) out.address = "127.0.0.1";
		return 0;
	};
}
// src/embedded/network/preload/tcp-servers.ts
/**
* Makes servers listen on the pod's hidden address, tells the network, and lets `listening` happen when others
* can connect.
*/
function patchServers(tcp, system, pod, control, bound) {
	const { bind, listen, getsockname, getpeername } = system;
	const close = tcp.close;
	const announced = /* @__PURE__ */ new WeakMap();
	const bindHidden = (handle, port, flags) => {
		const error = bind.call(handle, pod.hidden, port, flags);
		return error === errors.EACCES && port > 0 ? bind.call(handle, pod.hidden, 0, flags) : error;
	};
	const bindAs = (handle, asked, family, port, flags) => {
		const kind = classify(toIPv4(asked), pod);
		if (kind === "pod" || kind === "service" || kind === "outside") return errors.EADDRNOTAVAIL;
		const deferred = kind === "own";
		bound.set(handle, {
			address: asked,
			family,
			port,
			local: kind === "loopback",
			deferred
		});
		return deferred ? 0 : bindHidden(handle, port, flags);
	};
	tcp.bind = function(address, port, flags) {
		return bindAs(this, address, "IPv4", port, flags);
	};
	tcp.bind6 = function(address, port, flags) {
		return bindAs(this, address, "IPv6", port, flags);
	};
	tcp.listen = function(backlog) {
		const wish = bound.get(this);
		if (wish?.deferred) {
			bound.set(this, {
				...wish,
				deferred: false
			});
			const error = bindHidden(this, wish.port, 0);
			if (error) return error;
		}
		const error = listen.call(this, backlog);
		const name = {};
		if (error || !wish || getsockname.call(this, name)) return error;
		const port = wish.port || name.port;
		const done = control.listen("TCP", port, name.port, wish.local).catch(() => ({}));
		announced.set(this, {
			port,
			done
		});
		return 0;
	};
	tcp.close = function(callback) {
		const listening = announced.get(this);
		if (listening) {
			announced.delete(this);
			control.unlisten("TCP", listening.port);
		}
		return close.call(this, callback);
	};
	tcp.getsockname = function(out) {
		const error = getsockname.call(this, out);
		const wish = bound.get(this);
		if (wish && (error || out.address === pod.hidden)) {
			Object.assign(out, {
				address: wish.address,
				family: wish.family,
				port: wish.port || out.port || 0
			});
			return 0;
		}
		if (!error && out.address === pod.hidden) {
			const peer = {};
			out.address = getpeername.call(this, peer) === 0 && peer.address === "127.0.0.1" ? "127.0.0.1" : pod.podIP;
		}
		return error;
	};
	const prototype = net.Server.prototype;
	const listenServer = prototype.listen;
	prototype.listen = function(...args) {
		const emit = this.emit;
		const own = Object.hasOwn(this, "emit");
		this.emit = (event, ...rest) => {
			if (event !== "listening") return emit.call(this, event, ...rest);
			if (own) this.emit = emit;
			else delete this.emit;
			const done = announced.get(this._handle)?.done;
			if (!done) return emit.call(this, event, ...rest);
			const tell = () => void (this.listening && emit.call(this, event, ...rest));
			done.then(tell);
			return true;
		};
		return listenServer.apply(this, args);
	};
}
// src/embedded/network/preload/udp-sockets.ts
/** Makes UDP sockets live on the pod's hidden address; the network carries what they send to others. */
function patchUdp(pod, control) {
	const udp = udpPrototype();
	const { bind, send, send6, connect, connect6, getsockname, recvStart } = udp;
	const close = udp.close;
	const bound = /* @__PURE__ */ new WeakMap();
	const bindAs = (handle, asked, family, port, flags) => {
		const kind = classify(toIPv4(asked), pod);
		if (kind === "pod" || kind === "service" || kind === "outside") return errors.EADDRNOTAVAIL;
		let error = bind.call(handle, pod.hidden, port, flags);
		if (error === errors.EACCES && port > 0) error = bind.call(handle, pod.hidden, 0, flags);
		const name = {};
		if (error || getsockname.call(handle, name)) return error;
		bound.set(handle, {
			address: asked,
			family,
			port: port || name.port
		});
		control.listen("UDP", port || name.port, name.port, kind === "loopback").catch(() => {});
		return 0;
	};
	/** Where a program's datagram really goes. */
	const target = (asked) => {
		const address = toIPv4(asked);
		const kind = classify(address, pod);
		return kind === "loopback" || kind === "any" ? pod.hidden : address;
	};
	const sendTo = (handle, args, original) => {
		if (typeof args[4] !== "string") return original.apply(handle, args);
		const address = target(args[4]);
		const [request, list, length, port, , callback] = args;
		return (address.includes(":") ? send6 : send).call(handle, request, list, length, port, address, callback);
	};
	udp.bind = function(address, port, flags) {
		return bindAs(this, address, "IPv4", port, flags);
	};
	udp.bind6 = function(address, port, flags) {
		return bindAs(this, address, "IPv6", port, flags);
	};
	udp.send = function(...args) {
		return sendTo(this, args, send);
	};
	udp.send6 = function(...args) {
		return sendTo(this, args, send6);
	};
	udp.connect = function(address, port) {
		return connect.call(this, target(address), port);
	};
	udp.connect6 = function(address, port) {
		const to = target(address);
		return (to.includes(":") ? connect6 : connect).call(this, to, port);
	};
	udp.getsockname = function(out) {
		const error = getsockname.call(this, out);
		const wish = bound.get(this);
		if (!error && wish) Object.assign(out, wish);
		return error;
	};
	udp.recvStart = function() {
		const { onmessage } = this;
		if (onmessage && !Object.hasOwn(onmessage, "mapped")) {
			const mapped = (length, handle, buffer, from) => {
				if (from?.address === pod.hidden) from.address = "127.0.0.1";
				onmessage.call(this, length, handle, buffer, from);
			};
			this.onmessage = Object.assign(mapped, { mapped: true });
		}
		return recvStart.call(this);
	};
	udp.close = function(callback) {
		const wish = bound.get(this);
		if (wish) {
			bound.delete(this);
			control.unlisten("UDP", wish.port);
		}
		return close.call(this, callback);
	};
}
function udpPrototype() {
	const socket = createSocket("udp4");
	const handle = Object.getOwnPropertySymbols(socket).map((symbol) => socket[symbol]?.handle).find(Boolean);
	socket.close();
	if (!handle) throw new Error("this version of Node keeps its UDP sockets elsewhere");
	return Object.getPrototypeOf(handle);
}
// src/embedded/network/protocol.ts
const podVariable = "CHAOS_GATE_POD";
/** JSON `[{ "from": "/etc/config", "to": "/tmp/…" }]`: paths of the container and where they really are. */
const pathsVariable = "CHAOS_GATE_PATHS";
/** `1`: the container's first process, which ignores SIGTERM and SIGINT unless it handles them, as process 1 does. */
const firstProcessVariable = "CHAOS_GATE_FIRST_PROCESS";
// src/embedded/network/preload.ts
const variables = takeVariables();
const identity = variables[podVariable];
const paths = variables[pathsVariable];
if (isMainThread && variables["CHAOS_GATE_FIRST_PROCESS"]) ignoreSignalsAsFirstProcess();
if (identity) joinPod(JSON.parse(identity));
if (paths) patchPaths(JSON.parse(paths));
const { [firstProcessVariable]: _, ...inherited } = variables;
if (Object.keys(inherited).length > 0) patchDescendants(import.meta.url, inherited);
syncBuiltinESMExports();
function joinPod(pod) {
	const control = openControlChannel(pod);
	const tcp = tcpPrototype();
	const system = systemCallsOf(tcp);
	const bound = /* @__PURE__ */ new WeakMap();
	patchServers(tcp, system, pod, control, bound);
	patchClients(tcp, system, pod, control, bound);
	patchUdp(pod, control);
	patchNames(pod, control);
	patchIdentity(pod);
}
/** What the kubelet (or a parent process) left in the environment, which the program is not to see; threads get it from their parent. */
function takeVariables() {
	const key = "chaos-gate";
	if (!isMainThread) return getEnvironmentData(key) ?? {};
	const found = {};
	for (const name of [
		podVariable,
		pathsVariable,
		firstProcessVariable
	]) {
		const value = process.env[name];
		if (value !== void 0) found[name] = value;
		delete process.env[name];
	}
	hideOption();
	setEnvironmentData(key, found);
	return found;
}
function hideOption() {
	const options = process.env.NODE_OPTIONS?.split(" ").filter((option) => option !== `--import=${import.meta.url}`).join(" ");
	if (options) process.env.NODE_OPTIONS = options;
	else delete process.env.NODE_OPTIONS;
}
export {};
