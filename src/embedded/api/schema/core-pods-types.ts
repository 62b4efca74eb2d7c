/** Pods and what they hold: fields of the types, as `types.ts` explains the notation. */
export const CORE_PODS: Readonly<Record<string, string>> = {
  'core.PersistentVolumeClaimSpec':
    'accessModes 1 []string; selector 4 *meta.LabelSelector; resources 2 core.VolumeResourceRequirements; volumeName 3 string; storageClassName 5 *string; volumeMode 6 *string; dataSource 7 *core.TypedLocalObjectReference; dataSourceRef 8 *core.TypedObjectReference; volumeAttributesClassName 9 *string',
  'core.VolumeResourceRequirements': 'limits 1 map Quantity; requests 2 map Quantity',
  'core.TypedLocalObjectReference': 'apiGroup 1 *string always atomic; kind 2 string required; name 3 string required',
  'core.TypedObjectReference':
    'apiGroup 1 *string always; kind 2 string required; name 3 string required; namespace 4 *string',
  'core.NodeSelector': 'nodeSelectorTerms 1 []core.NodeSelectorTerm required atomic',
  'core.NodeSelectorTerm':
    'matchExpressions 1 []core.NodeSelectorRequirement atomic; matchFields 2 []core.NodeSelectorRequirement',
  'core.NodeSelectorRequirement': 'key 1 string required; operator 2 string required; values 3 []string',
  'core.Pod': 'metadata 1 meta.ObjectMeta; spec 2 core.PodSpec; status 3 core.PodStatus',
  'core.PodSpec':
    'volumes 1 []core.Volume patch=merge,retainKeys/name keys=name; initContainers 20 []core.Container patch=merge/name keys=name; containers 2 []core.Container required patch=merge/name keys=name; ephemeralContainers 34 []core.EphemeralContainer patch=merge/name keys=name; restartPolicy 3 string; terminationGracePeriodSeconds 4 *int64; activeDeadlineSeconds 5 *int64; dnsPolicy 6 string; nodeSelector 7 map string atomic; serviceAccountName 8 string; serviceAccount 9 string; automountServiceAccountToken 21 *bool; nodeName 10 string; hostNetwork 11 bool; hostPID 12 bool; hostIPC 13 bool; shareProcessNamespace 27 *bool; securityContext 14 *core.PodSecurityContext; imagePullSecrets 15 []core.LocalObjectReference patch=merge/name keys=name; hostname 16 string; subdomain 17 string; affinity 18 *core.Affinity; schedulerName 19 string; tolerations 22 []core.Toleration; hostAliases 23 []core.HostAlias patch=merge/ip keys=ip; priorityClassName 24 string; priority 25 *int32; dnsConfig 26 *core.PodDNSConfig; readinessGates 28 []core.PodReadinessGate; runtimeClassName 29 *string; enableServiceLinks 30 *bool; preemptionPolicy 31 string; overhead 32 map Quantity; topologySpreadConstraints 33 []core.TopologySpreadConstraint patch=merge/topologyKey keys=topologyKey,whenUnsatisfiable; setHostnameAsFQDN 35 *bool; os 36 *core.PodOS; hostUsers 37 *bool; schedulingGates 38 []core.PodSchedulingGate patch=merge/name keys=name; resourceClaims 39 []core.PodResourceClaim patch=merge,retainKeys/name keys=name; resources 40 *core.ResourceRequirements; hostnameOverride 41 *string',
  'core.LocalObjectReference': 'name 1 string atomic',
  'core.ObjectFieldSelector': 'apiVersion 1 string atomic; fieldPath 2 string required',
  'core.ResourceFieldSelector': 'containerName 1 string atomic; resource 2 string required; divisor 3 Quantity',
  'core.PersistentVolumeClaimTemplate': 'metadata 1 meta.ObjectMeta; spec 2 core.PersistentVolumeClaimSpec required',
  'core.Container':
    'name 1 string required; image 2 string; command 3 []string; args 4 []string; workingDir 5 string; ports 6 []core.ContainerPort patch=merge/containerPort keys=containerPort,protocol; envFrom 19 []core.EnvFromSource; env 7 []core.EnvVar patch=merge/name keys=name; resources 8 core.ResourceRequirements; resizePolicy 23 []core.ContainerResizePolicy; restartPolicy 24 *string; restartPolicyRules 25 []core.ContainerRestartRule; volumeMounts 9 []core.VolumeMount patch=merge/mountPath keys=mountPath; volumeDevices 21 []core.VolumeDevice patch=merge/devicePath keys=devicePath; livenessProbe 10 *core.Probe; readinessProbe 11 *core.Probe; startupProbe 22 *core.Probe; lifecycle 12 *core.Lifecycle; terminationMessagePath 13 string; terminationMessagePolicy 20 string; imagePullPolicy 14 string; securityContext 15 *core.SecurityContext; stdin 16 bool; stdinOnce 17 bool; tty 18 bool',
  'core.ContainerPort':
    'name 1 string; hostPort 2 int32; containerPort 3 int32 required; protocol 4 string; hostIP 5 string',
  'core.EnvFromSource': 'prefix 1 string; configMapRef 2 *core.ConfigMapEnvSource; secretRef 3 *core.SecretEnvSource',
  'core.ConfigMapEnvSource': '+ 1 core.LocalObjectReference; optional 2 *bool',
  'core.SecretEnvSource': '+ 1 core.LocalObjectReference; optional 2 *bool',
  'core.EnvVar': 'name 1 string required; value 2 string; valueFrom 3 *core.EnvVarSource',
  'core.EnvVarSource':
    'fieldRef 1 *core.ObjectFieldSelector; resourceFieldRef 2 *core.ResourceFieldSelector; configMapKeyRef 3 *core.ConfigMapKeySelector; secretKeyRef 4 *core.SecretKeySelector; fileKeyRef 5 *core.FileKeySelector',
  'core.ConfigMapKeySelector': '+ 1 core.LocalObjectReference atomic; key 2 string required; optional 3 *bool',
  'core.SecretKeySelector': '+ 1 core.LocalObjectReference atomic; key 2 string required; optional 3 *bool',
  'core.FileKeySelector':
    'volumeName 1 string required atomic; path 2 string required; key 3 string required; optional 4 *bool',
  'core.ResourceRequirements':
    'limits 1 map Quantity; requests 2 map Quantity; claims 3 []core.ResourceClaim keys=name',
  'core.ResourceClaim': 'name 1 string required; request 2 string',
  'core.ContainerResizePolicy': 'resourceName 1 string required; restartPolicy 2 string required',
  'core.ContainerRestartRule': 'action 1 string; exitCodes 2 *core.ContainerRestartRuleOnExitCodes',
  'core.ContainerRestartRuleOnExitCodes': 'operator 1 string; values 2 []int32 set',
  'core.VolumeMount':
    'name 1 string required; readOnly 2 bool; recursiveReadOnly 7 *string; mountPath 3 string required; subPath 4 string; mountPropagation 5 *string; subPathExpr 6 string',
  'core.VolumeDevice': 'name 1 string required; devicePath 2 string required',
  'core.Probe':
    '+ 1 core.ProbeHandler; initialDelaySeconds 2 int32; timeoutSeconds 3 int32; periodSeconds 4 int32; successThreshold 5 int32; failureThreshold 6 int32; terminationGracePeriodSeconds 7 *int64',
  'core.ProbeHandler':
    'exec 1 *core.ExecAction; httpGet 2 *core.HTTPGetAction; tcpSocket 3 *core.TCPSocketAction; grpc 4 *core.GRPCAction',
  'core.ExecAction': 'command 1 []string',
  'core.HTTPGetAction':
    'path 1 string; port 2 IntOrString required; host 3 string; scheme 4 string; httpHeaders 5 []core.HTTPHeader',
  'core.HTTPHeader': 'name 1 string required; value 2 string required',
  'core.TCPSocketAction': 'port 1 IntOrString required; host 2 string',
  'core.GRPCAction': 'port 1 int32 required; service 2 *string always',
  'core.Lifecycle': 'postStart 1 *core.LifecycleHandler; preStop 2 *core.LifecycleHandler; stopSignal 3 *string',
  'core.LifecycleHandler':
    'exec 1 *core.ExecAction; httpGet 2 *core.HTTPGetAction; tcpSocket 3 *core.TCPSocketAction; sleep 4 *core.SleepAction',
  'core.SleepAction': 'seconds 1 int64 required',
  'core.SecurityContext':
    'capabilities 1 *core.Capabilities; privileged 2 *bool; seLinuxOptions 3 *core.SELinuxOptions; windowsOptions 10 *core.WindowsSecurityContextOptions; runAsUser 4 *int64; runAsGroup 8 *int64; runAsNonRoot 5 *bool; readOnlyRootFilesystem 6 *bool; allowPrivilegeEscalation 7 *bool; procMount 9 *string; seccompProfile 11 *core.SeccompProfile; appArmorProfile 12 *core.AppArmorProfile',
  'core.Capabilities': 'add 1 []string; drop 2 []string',
  'core.SELinuxOptions': 'user 1 string; role 2 string; type 3 string; level 4 string',
  'core.WindowsSecurityContextOptions':
    'gmsaCredentialSpecName 1 *string; gmsaCredentialSpec 2 *string; runAsUserName 3 *string; hostProcess 4 *bool',
  'core.SeccompProfile': 'type 1 string required; localhostProfile 2 *string',
  'core.AppArmorProfile': 'type 1 string required; localhostProfile 2 *string',
  'core.EphemeralContainer': '+ 1 core.EphemeralContainerCommon; targetContainerName 2 string',
  'core.EphemeralContainerCommon':
    'name 1 string required; image 2 string; command 3 []string; args 4 []string; workingDir 5 string; ports 6 []core.ContainerPort patch=merge/containerPort keys=containerPort,protocol; envFrom 19 []core.EnvFromSource; env 7 []core.EnvVar patch=merge/name keys=name; resources 8 core.ResourceRequirements; resizePolicy 23 []core.ContainerResizePolicy; restartPolicy 24 *string; restartPolicyRules 25 []core.ContainerRestartRule; volumeMounts 9 []core.VolumeMount patch=merge/mountPath keys=mountPath; volumeDevices 21 []core.VolumeDevice patch=merge/devicePath keys=devicePath; livenessProbe 10 *core.Probe; readinessProbe 11 *core.Probe; startupProbe 22 *core.Probe; lifecycle 12 *core.Lifecycle; terminationMessagePath 13 string; terminationMessagePolicy 20 string; imagePullPolicy 14 string; securityContext 15 *core.SecurityContext; stdin 16 bool; stdinOnce 17 bool; tty 18 bool',
  'core.PodSecurityContext':
    'seLinuxOptions 1 *core.SELinuxOptions; windowsOptions 8 *core.WindowsSecurityContextOptions; runAsUser 2 *int64; runAsGroup 6 *int64; runAsNonRoot 3 *bool; supplementalGroups 4 []int64; supplementalGroupsPolicy 12 *string; fsGroup 5 *int64; sysctls 7 []core.Sysctl; fsGroupChangePolicy 9 *string; seccompProfile 10 *core.SeccompProfile; appArmorProfile 11 *core.AppArmorProfile; seLinuxChangePolicy 13 *string',
  'core.Sysctl': 'name 1 string required; value 2 string required',
  'core.Affinity':
    'nodeAffinity 1 *core.NodeAffinity; podAffinity 2 *core.PodAffinity; podAntiAffinity 3 *core.PodAntiAffinity',
  'core.NodeAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution 1 *core.NodeSelector; preferredDuringSchedulingIgnoredDuringExecution 2 []core.PreferredSchedulingTerm',
  'core.PreferredSchedulingTerm': 'weight 1 int32 required; preference 2 core.NodeSelectorTerm required',
  'core.PodAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution 1 []core.PodAffinityTerm; preferredDuringSchedulingIgnoredDuringExecution 2 []core.WeightedPodAffinityTerm',
  'core.PodAffinityTerm':
    'labelSelector 1 *meta.LabelSelector; namespaces 2 []string; topologyKey 3 string required; namespaceSelector 4 *meta.LabelSelector; matchLabelKeys 5 []string; mismatchLabelKeys 6 []string',
  'core.WeightedPodAffinityTerm': 'weight 1 int32 required; podAffinityTerm 2 core.PodAffinityTerm required',
  'core.PodAntiAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution 1 []core.PodAffinityTerm; preferredDuringSchedulingIgnoredDuringExecution 2 []core.WeightedPodAffinityTerm',
  'core.Toleration': 'key 1 string; operator 2 string; value 3 string; effect 4 string; tolerationSeconds 5 *int64',
  'core.HostAlias': 'ip 1 string required; hostnames 2 []string',
  'core.PodDNSConfig': 'nameservers 1 []string; searches 2 []string; options 3 []core.PodDNSConfigOption',
  'core.PodDNSConfigOption': 'name 1 string; value 2 *string',
  'core.PodReadinessGate': 'conditionType 1 string required',
  'core.TopologySpreadConstraint':
    'maxSkew 1 int32 required; topologyKey 2 string required; whenUnsatisfiable 3 string required; labelSelector 4 *meta.LabelSelector; minDomains 5 *int32; nodeAffinityPolicy 6 *string; nodeTaintsPolicy 7 *string; matchLabelKeys 8 []string',
  'core.PodOS': 'name 1 string required',
  'core.PodSchedulingGate': 'name 1 string required',
  'core.PodResourceClaim': 'name 1 string required; resourceClaimName 3 *string; resourceClaimTemplateName 4 *string',
  'core.PodStatus':
    'observedGeneration 17 int64; phase 1 string; conditions 2 []core.PodCondition patch=merge/type keys=type; message 3 string; reason 4 string; nominatedNodeName 11 string; hostIP 5 string; hostIPs 16 []core.HostIP patch=merge/ip; podIP 6 string; podIPs 12 []core.PodIP patch=merge/ip keys=ip; startTime 7 *Time; initContainerStatuses 10 []core.ContainerStatus; containerStatuses 8 []core.ContainerStatus; qosClass 9 string; ephemeralContainerStatuses 13 []core.ContainerStatus; resize 14 string; resourceClaimStatuses 15 []core.PodResourceClaimStatus patch=merge,retainKeys/name keys=name; extendedResourceClaimStatus 18 *core.PodExtendedResourceClaimStatus',
  'core.PodCondition':
    'type 1 string required; observedGeneration 7 int64; status 2 string required; lastProbeTime 3 Time; lastTransitionTime 4 Time; reason 5 string; message 6 string',
  'core.HostIP': 'ip 1 string required',
  'core.PodIP': 'ip 1 string required',
  'core.ContainerStatus':
    'name 1 string required; state 2 core.ContainerState; lastState 3 core.ContainerState; ready 4 bool required; restartCount 5 int32 required; image 6 string required; imageID 7 string required; containerID 8 string; started 9 *bool; allocatedResources 10 map Quantity; resources 11 *core.ResourceRequirements; volumeMounts 12 []core.VolumeMountStatus patch=merge/mountPath keys=mountPath; user 13 *core.ContainerUser; allocatedResourcesStatus 14 []core.ResourceStatus patch=merge/name keys=name; stopSignal 15 *string',
  'core.ContainerState':
    'waiting 1 *core.ContainerStateWaiting; running 2 *core.ContainerStateRunning; terminated 3 *core.ContainerStateTerminated',
  'core.ContainerStateWaiting': 'reason 1 string; message 2 string',
  'core.ContainerStateRunning': 'startedAt 1 Time',
  'core.ContainerStateTerminated':
    'exitCode 1 int32 required; signal 2 int32; reason 3 string; message 4 string; startedAt 5 Time; finishedAt 6 Time; containerID 7 string',
  'core.VolumeMountStatus':
    'name 1 string required; mountPath 2 string required; readOnly 3 bool; recursiveReadOnly 4 *string',
  'core.ContainerUser': 'linux 1 *core.LinuxContainerUser',
  'core.LinuxContainerUser': 'uid 1 int64 required; gid 2 int64 required; supplementalGroups 3 []int64',
  'core.ResourceStatus': 'name 1 string required; resources 2 []core.ResourceHealth keys=resourceID',
  'core.ResourceHealth': 'resourceID 1 string required; health 2 string',
  'core.PodResourceClaimStatus': 'name 1 string required; resourceClaimName 2 *string',
  'core.PodExtendedResourceClaimStatus':
    'requestMappings 1 []core.ContainerExtendedResourceRequest required; resourceClaimName 2 string required',
  'core.ContainerExtendedResourceRequest':
    'containerName 1 string required; resourceName 2 string required; requestName 3 string required',
};
