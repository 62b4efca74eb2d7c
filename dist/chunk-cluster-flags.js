import { i as InvalidInput } from "./chunk-errors.js";
import { n as kubernetesVersion } from "./chunk-cluster.js";
import { t as loadManifests } from "./chunk-load-manifests.js";
// src/kubernetes/goldpinger-manifest.ts
const namespace = "goldpinger";
const labels = { app: "goldpinger" };
const metadata = {
	name: "goldpinger",
	namespace
};
const port = 8080;
/** No `v` before the version: tags have none from 3.10.1 on. */
const goldpingerImage = "docker.io/bloomberg/goldpinger:3.10.2";
const fromField = (name, fieldPath) => ({
	name,
	valueFrom: { fieldRef: { fieldPath } }
});
const podSpec = {
	serviceAccountName: "goldpinger",
	terminationGracePeriodSeconds: 2,
	tolerations: [{
		key: "node-role.kubernetes.io/control-plane",
		operator: "Exists",
		effect: "NoSchedule"
	}],
	securityContext: {
		runAsNonRoot: true,
		runAsUser: 1e3,
		fsGroup: 2e3,
		seccompProfile: { type: "RuntimeDefault" }
	},
	containers: [{
		name: "goldpinger",
		image: goldpingerImage,
		imagePullPolicy: "IfNotPresent",
		env: [
			{
				name: "HOST",
				value: "0.0.0.0"
			},
			{
				name: "PORT",
				value: String(port)
			},
			fromField("NAMESPACE", "metadata.namespace"),
			{
				name: "LABEL_SELECTOR",
				value: "app=goldpinger"
			},
			{
				name: "REFRESH_INTERVAL",
				value: "1"
			},
			{
				name: "JITTER_FACTOR",
				value: "0"
			},
			{
				name: "PING_TIMEOUT",
				value: "1s"
			},
			{
				name: "CHECK_TIMEOUT",
				value: "5s"
			},
			{
				name: "CHECK_ALL_TIMEOUT",
				value: "10s"
			},
			fromField("HOSTNAME", "spec.nodeName"),
			fromField("POD_NAME", "metadata.name"),
			fromField("POD_IP", "status.podIP")
		],
		ports: [{
			name: "http",
			containerPort: port
		}],
		readinessProbe: {
			httpGet: {
				path: "/healthz",
				port: "http"
			},
			periodSeconds: 1
		},
		resources: {
			requests: {
				cpu: "1m",
				memory: "40Mi"
			},
			limits: { memory: "160Mi" }
		},
		securityContext: {
			allowPrivilegeEscalation: false,
			readOnlyRootFilesystem: true,
			capabilities: { drop: ["ALL"] }
		}
	}]
};
/**
* What `app.goldpinger: true` deploys, and what the defaults of probeGoldpinger look for: one Goldpinger pod a node, control
* planes included, that pings every second, with the fewest rights it works with. The same as `fixtures/goldpinger/goldpinger.yaml`,
* in the program itself, because the bundle has no fixtures.
*/
const goldpingerManifest = [
	{
		apiVersion: "v1",
		kind: "Namespace",
		metadata: { name: namespace }
	},
	{
		apiVersion: "v1",
		kind: "ServiceAccount",
		metadata
	},
	{
		apiVersion: "rbac.authorization.k8s.io/v1",
		kind: "Role",
		metadata,
		rules: [{
			apiGroups: [""],
			resources: ["pods"],
			verbs: ["list"]
		}]
	},
	{
		apiVersion: "rbac.authorization.k8s.io/v1",
		kind: "RoleBinding",
		metadata,
		roleRef: {
			apiGroup: "rbac.authorization.k8s.io",
			kind: "Role",
			name: "goldpinger"
		},
		subjects: [{
			kind: "ServiceAccount",
			name: "goldpinger",
			namespace
		}]
	},
	{
		apiVersion: "apps/v1",
		kind: "DaemonSet",
		metadata: {
			...metadata,
			labels
		},
		spec: {
			selector: { matchLabels: labels },
			updateStrategy: { type: "RollingUpdate" },
			template: {
				metadata: { labels },
				spec: podSpec
			}
		}
	},
	{
		apiVersion: "v1",
		kind: "Service",
		metadata: {
			...metadata,
			labels
		},
		spec: {
			selector: labels,
			ports: [{
				name: "http",
				port,
				targetPort: "http"
			}]
		}
	}
];
// src/kubernetes/load-app.ts
/** Everything that an app applies. Touches no cluster, so that mistakes come out before one is made. Throws as `loadManifests`. */
async function loadApp(app, signal) {
	const objects = await loadManifests(app.manifests, signal);
	const at = {
		file: "goldpinger",
		line: 1,
		column: 1
	};
	return app.goldpinger ? [...objects, ...goldpingerManifest.map((object) => ({
		object,
		at
	}))] : objects;
}
// src/cluster-flags.ts
/** The flags, and inputs of the action, that only some providers can follow. */
const usableBy = {
	"node-image": ["kind"],
	"kubernetes-version": ["kind", "minikube"],
	kubeconfig: ["existing"],
	context: ["existing"],
	"allow-context": ["existing"]
};
/**
* Throws InvalidInput for every flag that the cluster has no use for: who names a context expects that the run goes there.
* What a file says for another cluster than the one that a flag names is no mistake.
*/
function checkClusterFlags({ cluster, allowContext }, provider = "embedded") {
	const given = {
		"node-image": cluster.nodeImage,
		"kubernetes-version": cluster.kubernetesVersion,
		kubeconfig: cluster.kubeconfig,
		context: cluster.context,
		"allow-context": allowContext
	};
	const unused = Object.keys(usableBy).filter((flag) => given[flag] !== void 0 && !usableBy[flag].includes(provider));
	if (unused.length > 0) throw new InvalidInput(unused.map((flag) => ({ message: `--${flag}: found "${given[flag]}" for the cluster ${provider}, which has no use for it; expected --cluster ${usableBy[flag].join(" or ")} with it, or no --${flag}` })));
	const version = cluster.kubernetesVersion;
	if (version !== void 0 && !kubernetesVersion.pattern.test(version)) throw new InvalidInput(`--kubernetes-version: found "${version}", expected ${kubernetesVersion.form}`);
}
export { loadApp as n, checkClusterFlags as t };
