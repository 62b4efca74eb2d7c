/** Every key of PowerfulSeal's policy schema (powerfulseal/policy/ps-schema.yaml, 3.3.0 and `servicesToRetarget` of its head). */
export const policyKeys = `
config.runStrategy.strategy config.runStrategy.runs
config.runStrategy.minSecondsBetweenRuns config.runStrategy.maxSecondsBetweenRuns
config.exitStrategy.strategy
scenarios.name scenarios.description scenarios.steps
nodeAction.matches.property.name nodeAction.matches.property.value nodeAction.matches.property.negative
nodeAction.filters.property nodeAction.filters.dayTime nodeAction.filters.randomSample nodeAction.filters.probability
nodeAction.actions.start nodeAction.actions.stop.force nodeAction.actions.stop.autoRestart
nodeAction.actions.execute.cmd nodeAction.actions.wait.seconds
nodeAction.retries.retriesCount nodeAction.retries.retriesTimeout
podAction.matches.namespace podAction.matches.deployment.name podAction.matches.deployment.namespace
podAction.matches.labels.selector podAction.matches.labels.namespace
podAction.filters.property.name podAction.filters.property.value podAction.filters.property.negative
podAction.filters.dayTime.onlyDays podAction.filters.dayTime.startTime podAction.filters.dayTime.endTime
podAction.filters.randomSample.size podAction.filters.randomSample.ratio podAction.filters.probability
podAction.actions.kill.probability podAction.actions.kill.force podAction.actions.wait.seconds
podAction.actions.checkPodState.state podAction.actions.checkPodCount.count podAction.actions.stopHost.autoRestart
podAction.retries.retriesCount.count podAction.retries.retriesCount.sleep
podAction.retries.retriesTimeout.timeout podAction.retries.retriesTimeout.sleep
kubectl.action kubectl.payload kubectl.autoDelete kubectl.proxy kubectl.kubectlBinary
probeHTTP.target.url probeHTTP.target.service.name probeHTTP.target.service.namespace
probeHTTP.target.service.port probeHTTP.target.service.protocol
probeHTTP.retries probeHTTP.delay probeHTTP.timeout probeHTTP.code probeHTTP.count probeHTTP.endpoint
probeHTTP.method probeHTTP.body probeHTTP.headers.name probeHTTP.headers.value probeHTTP.proxy probeHTTP.insecure
wait.seconds
clone.source.deployment.name clone.source.deployment.namespace clone.replicas
clone.labels.service clone.labels.label.key clone.labels.label.value clone.servicesToRetarget
clone.mutations.environment.name clone.mutations.environment.value
clone.mutations.tc.command clone.mutations.tc.args clone.mutations.tc.user clone.mutations.tc.image
clone.mutations.toxiproxy.user clone.mutations.toxiproxy.imageIptables clone.mutations.toxiproxy.imageToxiproxy
clone.mutations.toxiproxy.toxiproxyCli clone.mutations.toxiproxy.proxies.name
clone.mutations.toxiproxy.proxies.listen clone.mutations.toxiproxy.proxies.upstream
clone.mutations.toxiproxy.toxics.targetProxy clone.mutations.toxiproxy.toxics.toxicType
clone.mutations.toxiproxy.toxics.toxicAttributes.name clone.mutations.toxiproxy.toxics.toxicAttributes.value
alertManagerAction.targets.url alertManagerAction.actions.mute.duration alertManagerAction.actions.mute.autoUnmute
alertManagerAction.proxies.http alertManagerAction.proxies.https
alertManagerAction.retries.retriesCount alertManagerAction.retries.retriesTimeout
`
  .trim()
  .split(/\s+/);
