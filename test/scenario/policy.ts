/** A file that uses every part of the language once. */
export const policy = `config:
  runStrategy: { runs: 2, strategy: random, minSecondsBetweenRuns: 1, maxSecondsBetweenRuns: 3 }
  exitStrategy: { strategy: fail-fast }
  seed: 42
cluster: { provider: kind, name: lab, nodes: 3, kubernetesVersion: v1.34.4, zones: [a, b] }
app:
  manifests: [k8s/]
  images: [ { image: "shop-web:dev", build: apps/shop } ]
  goldpinger: true
scenarios:
- name: Half of the shop dies and nobody notices
  description: All of the language.
  hypothesis: Shoppers keep getting pages.
  steadyState:
  - name: shop answers
    probeHTTP: &shop
      target: { service: { name: front, namespace: shop, port: 80, protocol: http } }
      endpoint: /cart
      method: post
      body: "{}"
      headers: [ { name: accept, value: text/html } ]
      expect: { bodyContains: Cart, bodyMatches: /\\d+ items/i }
      every: 50ms
      timeout: 1000
    tolerance: &fine { success: ">= 99%", p95: "<= 300ms", outage: "<= 1.5s" }
    during: [ success >= 90%, samples >= 20 ]
    after: { p99: "<= 1s" }
    minSamples: 20
  - name: cart answers
    probeHTTP: { <<: *shop, endpoint: / }
    tolerance: *fine
  - name: store listens
    probeTCP: { target: { host: localhost, port: 6379 } }
    tolerance: success >= 99%
  - name: mesh is whole
    probeGoldpinger: { namespace: goldpinger, excuseTargets: true, refresh: 2s }
    tolerance: { edges: 100%, nodes: ">= 3" }
  - name: replicas
    probeKubernetes: { resource: deployments, name: api, namespace: shop, value: status.readyReplicas }
    tolerance: { value: ">= 2" }
  - name: checked
    probeCommand: { command: [node, check.js], environment: { SHOP: "1" } }
    tolerance: { success: 100% }
  blastRadius: { pods: 50%, namespaces: [shop], nodes: 1 }
  baseline: { for: 3s }
  method: { for: 10s }
  steps:
  - podAction:
      matches:
      - namespace: shop
      - deployment: { name: api, namespace: shop }
      - labels: { selector: "app=api,tier notin (db)", namespace: shop }
      filters:
      - property: { name: state, value: Running }
      - property: { name: name, value: [front, api], negative: true }
      - dayTime: { onlyDays: [monday], startTime: { hour: 10, minute: 0, second: 0 }, endTime: { hour: 17, minute: 30, second: 0 } }
      - randomSample: { ratio: 0.5 }
      - probability: 0.9
      actions:
      - checkPodCount: { count: 2 }
      - checkPodState: { state: Running }
      - kill: { probability: 0.5, force: true }
      - killContainer: { container: api, signal: SIGKILL, times: 6, interval: 1250ms, stagger: 2s }
      - stopHost: { autoRestart: false }
      - wait: { for: 1s }
      retries: { retriesCount: { count: 2, sleep: 1 } }
  - nodeAction:
      matches:
      - property: { name: name, value: .*-worker, negative: false }
      - property: { name: group, value: [blue, green] }
      filters:
      - property: { name: state, value: UP }
      - property: { name: az, value: a, negative: true }
      - property: { name: ip, value: "172[.]18" }
      - randomSample: { size: 1 }
      actions:
      - stop: { autoRestart: true, force: false }
      - start:
      - pause: {}
      - restartKubelet:
      - stopKubelet: {}
      - restartRuntime:
      - execute: { cmd: systemctl restart containerd }
      - execute: { cmd: [sh, -c, "echo a | cat"] }
      - cordon: {}
      - drain: { timeout: 30s }
      - wait: { seconds: 1 }
      retries: { retriesTimeout: { timeout: 60, sleep: 5 } }
  - kubectl: { action: apply, payload: "kind: Namespace", autoDelete: false }
  - probeHTTP: { target: { url: "http://localhost:8080" }, count: 3, retries: 2, delay: 10 }
  - wait: { seconds: 1.5 }
  recovery: { within: 60s, stableFor: 3s }
`;
