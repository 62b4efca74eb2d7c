type Labels = Readonly<Record<string, string>>;

/** What Prometheus reads at /metrics, with Goldpinger's names. */
export interface Metrics {
  countCall(group: 'made' | 'received', action: string): void;
  countError(type: 'ping' | 'checkAll' | 'kubernetes_api'): void;
  countTargetError(protocol: string, host: string): void;
  observePeer(callType: 'ping' | 'check', hostIP: string, podIP: string, seconds: number): void;
  observeApiServer(seconds: number): void;
  setNodesHealth(healthy: number, unhealthy: number): void;
  setClusterHealth(isHealthy: boolean): void;
  /** The text format, version 0.0.4. */
  render(): string;
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

interface Family {
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly series: Map<string, { value: number; counts: number[]; sum: number }>;
}

/** `instance` becomes the label goldpinger_instance of every series. */
export function createMetrics(instance: string): Metrics {
  const families = new Map<string, Family>();
  const define = (name: string, type: Family['type'], help: string) => {
    const family: Family = { help, type, series: new Map() };
    families.set(`goldpinger_${name}`, family);
    return (labels: Labels) => {
      const key = renderLabels({ ...labels, goldpinger_instance: instance });
      const known = family.series.get(key) ?? { value: 0, counts: buckets.map(() => 0), sum: 0 };
      family.series.set(key, known);
      return known;
    };
  };
  const stats = define('stats_total', 'counter', 'Statistics of calls made in goldpinger instances');
  const errors = define('errors_total', 'counter', 'Statistics of errors per instance');
  const targetErrors = {
    dns: define('dns_errors_total', 'counter', 'Statistics of DNS errors per instance'),
    http: define('http_errors_total', 'counter', 'Statistics of HTTP probe errors per instance'),
    tcp: define('tcp_errors_total', 'counter', 'Statistics of TCP probe errors per instance'),
  };
  const peers = define(
    'peers_response_time_s',
    'histogram',
    'Histogram of response times from other hosts, when making peer calls',
  );
  const apiServer = define(
    'kube_master_response_time_s',
    'histogram',
    'Histogram of response times from kubernetes API server, when listing other instances',
  );
  const nodesHealth = define(
    'nodes_health_total',
    'gauge',
    "Number of nodes seen as healthy/unhealthy from this instance's POV",
  );
  const clusterHealth = define('cluster_health_total', 'gauge', '1 if all check pass, 0 otherwise');

  const observe = (series: ReturnType<typeof peers>, seconds: number): void => {
    series.value++;
    series.sum += seconds;
    for (const [index, limit] of buckets.entries()) if (seconds <= limit) series.counts[index]!++;
  };

  return {
    countCall: (group, action) => void stats({ action, group }).value++,
    countError: type => void errors({ type }).value++,
    countTargetError: (protocol, host) => void targetErrors[protocol as 'dns']({ host }).value++,
    observePeer: (call_type, host_ip, pod_ip, seconds) => observe(peers({ call_type, host_ip, pod_ip }), seconds),
    observeApiServer: seconds => observe(apiServer({}), seconds),
    setNodesHealth(healthy, unhealthy) {
      nodesHealth({ status: 'healthy' }).value = healthy;
      nodesHealth({ status: 'unhealthy' }).value = unhealthy;
    },
    setClusterHealth(isHealthy) {
      clusterHealth({}).value = isHealthy ? 1 : 0;
    },
    render: () =>
      [...families]
        .filter(([, { series }]) => series.size > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, family]) => renderFamily(name, family))
        .map(line => `${line}\n`)
        .join(''),
  };
}

function renderFamily(name: string, { help, type, series }: Family): string[] {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
  for (const [labels, { value, counts, sum }] of [...series].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (type !== 'histogram') lines.push(`${name}{${labels}} ${value}`);
    else {
      for (const [index, limit] of buckets.entries())
        lines.push(`${name}_bucket{${labels},le="${limit}"} ${counts[index]}`);
      lines.push(
        `${name}_bucket{${labels},le="+Inf"} ${value}`,
        `${name}_sum{${labels}} ${sum}`,
        `${name}_count{${labels}} ${value}`,
      );
    }
  }
  return lines;
}

function renderLabels(labels: Labels): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, value]) =>
        `${name}="${value.replace(/[\\"\n]/g, character => (character === '\n' ? '\\n' : `\\${character}`))}"`,
    )
    .join(',');
}
