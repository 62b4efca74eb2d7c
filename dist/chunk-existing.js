import { i as InvalidInput } from "./chunk-errors.js";
import { B as requireCredentials, R as connect$1, V as loadKubeconfig, _ as ServiceMissing, a as removeTwins, h as registerImage, i as openServiceVantage, m as openEmbeddedDoor, n as reachNodes, r as removeNodeShell, v as readService } from "./chunk-existing-door.js";
import { createServer } from "node:net";
import { randomBytes } from "node:crypto";
import { delimiter, join, resolve } from "node:path";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
// src/cluster/cluster-address-vantage.ts
/** Ports that only root may listen on are served this much higher by a cluster that is not root's. */
const unprivilegedShift = 1e4;
/**
* The Service's own cluster address, where this machine can reach it as the pods do (the embedded cluster). The way is
* whole as long as the cluster, which is its network, lives.
*/
function openClusterAddressVantage(connection, lives) {
	return { async openService(target, signal) {
		const { service, port } = await readService(connection, target, signal);
		const address = service.spec?.clusterIP;
		if (!address || address === "None") throw new ServiceMissing(`Service ${target.namespace}/${target.name} is headless: it has no address of its own to probe`);
		return {
			host: address,
			port: await mayListen(port.port) ? port.port : port.port + unprivilegedShift,
			description: `Service ${target.namespace}/${target.name} through its cluster address`,
			check: async () => lives(),
			async [Symbol.asyncDispose]() {}
		};
	} };
}
/** The cluster runs as the user we are: a port that we may not listen on, it may not either. */
function mayListen(port) {
	const server = createServer();
	return new Promise((resolve, reject) => {
		server.once("error", (error) => {
			if (error.code === "EACCES") resolve(false);
			else if (error.code === "EADDRINUSE") resolve(true);
			else reject(error);
		});
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});
}
// src/cluster/existing.ts
/** The name that an embedded cluster has in its kubeconfig. */
const embeddedName = "chaos-gate-embedded";
/** Contexts that tools for clusters on one's own machine make. */
const localContexts = [
	/^kind-/,
	/^minikube$/,
	/^k3d-/,
	/^docker-desktop$/
];
/** A cluster that is there already, by kubeconfig and context. Never taken down; nothing but the app is put into it for good. */
const existing = {
	name: "existing",
	async check(options) {
		const { kubeconfig, context } = findContext(options);
		await requireCredentials(kubeconfig, context);
	},
	async up(options) {
		const { wish, signal } = options;
		const { kubeconfig, context } = findContext(options);
		const identity = {
			provider: "existing",
			name: context,
			kubeconfig,
			context,
			created: false,
			details: {
				run: randomBytes(6).toString("hex"),
				...wish.nodeShell && { nodeShell: wish.nodeShell.image }
			}
		};
		options.willCreate(identity);
		return await openCluster(identity, signal);
	},
	openDoor({ kubeconfig, context }) {
		const config = loadKubeconfig(kubeconfig, context);
		return config.getCurrentCluster()?.name === embeddedName ? openEmbeddedDoor({ config }) : void 0;
	},
	async attach(identity, signal) {
		return await openCluster(identity, signal);
	}
};
/** The context that is wished for. Throws InvalidInput where there is none, or it is not allowed. */
function findContext({ wish, allowContext }) {
	const kubeconfig = resolve(wish.kubeconfig ?? defaultKubeconfig());
	const context = loadKubeconfig(kubeconfig, wish.context).currentContext;
	if (allowContext !== context && !localContexts.some((pattern) => pattern.test(context))) throw new InvalidInput(`context "${context}" of ${kubeconfig} may be a cluster that others need: to inject faults there, allow it by --allow-context ${context}`);
	return {
		kubeconfig,
		context
	};
}
async function openCluster(identity, signal) {
	const connection = await connect$1(identity.kubeconfig, identity.context, { signal });
	const { details } = identity;
	const run = details?.run === void 0 ? void 0 : String(details.run);
	const shell = details?.nodeShell && run ? {
		image: String(details.nodeShell),
		run
	} : void 0;
	const { door, embedded } = await reachNodes(connection, shell, signal);
	return {
		identity,
		node: door,
		vantage: embedded ? openClusterAddressVantage(connection, () => answers(connection)) : openServiceVantage(connection, run),
		async loadImages(images, abort) {
			if (embedded) for (const image of images) await registerImage(connection, image, abort);
			const built = images.find((each) => each.build !== void 0);
			if (built && !embedded) throw new InvalidInput(`image ${built.image} is to be built, and an existing cluster's nodes cannot be reached with it: push it to a registry that the cluster pulls from`);
		},
		async exportLogs() {},
		async delete() {},
		async removeOwnObjects(abort) {
			await removeTwins(connection, run, abort);
			if (shell) await removeNodeShell(connection, shell.run, abort);
		},
		async [Symbol.asyncDispose]() {
			if (shell) await removeNodeShell(connection, shell.run);
		}
	};
}
async function answers(connection) {
	try {
		return (await connection.send({
			path: "/readyz",
			timeoutMs: 1e3
		})).status === 200;
	} catch {
		return false;
	}
}
/** As kubectl looks for it: the first file of KUBECONFIG, else ~/.kube/config. */
function defaultKubeconfig() {
	const named = (process.env.KUBECONFIG ?? "").split(delimiter).find((path) => path !== "");
	const path = named ?? join(homedir(), ".kube", "config");
	if (!named && !existsSync(path)) throw new InvalidInput(`there is no kubeconfig: name one by --kubeconfig (looked at KUBECONFIG and ${path})`);
	return path;
}
export { existing as n, openClusterAddressVantage as r, defaultKubeconfig as t };
