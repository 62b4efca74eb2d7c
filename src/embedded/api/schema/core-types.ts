/** The other kinds of the core group: fields of the types, as `types.ts` explains the notation. */
export const CORE: Readonly<Record<string, string>> = {
  'core.ConfigMap': 'metadata 1 meta.ObjectMeta; immutable 4 *bool; data 2 map string; binaryData 3 map bytes',
  'core.Endpoints': 'metadata 1 meta.ObjectMeta; subsets 2 []core.EndpointSubset',
  'core.EndpointSubset':
    'addresses 1 []core.EndpointAddress; notReadyAddresses 2 []core.EndpointAddress; ports 3 []core.EndpointPort',
  'core.EndpointAddress':
    'ip 1 string required atomic; hostname 3 string; nodeName 4 *string; targetRef 2 *core.ObjectReference',
  'core.ObjectReference':
    'kind 1 string atomic; namespace 2 string; name 3 string; uid 4 string; apiVersion 5 string; resourceVersion 6 string; fieldPath 7 string',
  'core.EndpointPort': 'name 1 string atomic; port 2 int32 required; protocol 3 string; appProtocol 4 *string',
  'core.Event':
    'metadata 1 meta.ObjectMeta required; involvedObject 2 core.ObjectReference required; reason 3 string; message 4 string; source 5 core.EventSource; firstTimestamp 6 Time; lastTimestamp 7 Time; count 8 int32; type 9 string; eventTime 10 MicroTime; series 11 *core.EventSeries; action 12 string; related 13 *core.ObjectReference; reportingComponent 14 string always; reportingInstance 15 string always',
  'core.EventSource': 'component 1 string; host 2 string',
  'core.EventSeries': 'count 1 int32; lastObservedTime 2 MicroTime',
  'core.LimitRange': 'metadata 1 meta.ObjectMeta; spec 2 core.LimitRangeSpec',
  'core.LimitRangeSpec': 'limits 1 []core.LimitRangeItem required',
  'core.LimitRangeItem':
    'type 1 string required; max 2 map Quantity; min 3 map Quantity; default 4 map Quantity; defaultRequest 5 map Quantity; maxLimitRequestRatio 6 map Quantity',
  'core.Namespace': 'metadata 1 meta.ObjectMeta; spec 2 core.NamespaceSpec; status 3 core.NamespaceStatus',
  'core.NamespaceSpec': 'finalizers 1 []string',
  'core.NamespaceStatus': 'phase 1 string; conditions 2 []core.NamespaceCondition patch=merge/type keys=type',
  'core.NamespaceCondition':
    'type 1 string required; status 2 string required; lastTransitionTime 4 Time; reason 5 string; message 6 string',
  'core.Node': 'metadata 1 meta.ObjectMeta; spec 2 core.NodeSpec; status 3 core.NodeStatus',
  'core.NodeSpec':
    'podCIDR 1 string; podCIDRs 7 []string patch=merge set; providerID 3 string; unschedulable 4 bool; taints 5 []core.Taint; configSource 6 *core.NodeConfigSource; externalID 2 string',
  'core.Taint': 'key 1 string required; value 2 string; effect 3 string required; timeAdded 4 *Time',
  'core.NodeConfigSource': 'configMap 2 *core.ConfigMapNodeConfigSource',
  'core.ConfigMapNodeConfigSource':
    'namespace 1 string required; name 2 string required; uid 3 string; resourceVersion 4 string; kubeletConfigKey 5 string required',
  'core.NodeStatus':
    'capacity 1 map Quantity; allocatable 2 map Quantity; phase 3 string; conditions 4 []core.NodeCondition patch=merge/type keys=type; addresses 5 []core.NodeAddress patch=merge/type keys=type; daemonEndpoints 6 core.NodeDaemonEndpoints; nodeInfo 7 core.NodeSystemInfo; images 8 []core.ContainerImage; volumesInUse 9 []string; volumesAttached 10 []core.AttachedVolume; config 11 *core.NodeConfigStatus; runtimeHandlers 12 []core.NodeRuntimeHandler; features 13 *core.NodeFeatures',
  'core.NodeCondition':
    'type 1 string required; status 2 string required; lastHeartbeatTime 3 Time; lastTransitionTime 4 Time; reason 5 string; message 6 string',
  'core.NodeAddress': 'type 1 string required; address 2 string required',
  'core.NodeDaemonEndpoints': 'kubeletEndpoint 1 core.DaemonEndpoint',
  'core.DaemonEndpoint': 'Port 1 int32 required',
  'core.NodeSystemInfo':
    'machineID 1 string required; systemUUID 2 string required; bootID 3 string required; kernelVersion 4 string required; osImage 5 string required; containerRuntimeVersion 6 string required; kubeletVersion 7 string required; kubeProxyVersion 8 string required; operatingSystem 9 string required; architecture 10 string required; swap 11 *core.NodeSwapStatus',
  'core.NodeSwapStatus': 'capacity 1 *int64',
  'core.ContainerImage': 'names 1 []string always; sizeBytes 2 int64',
  'core.AttachedVolume': 'name 1 string required; devicePath 2 string required',
  'core.NodeConfigStatus':
    'assigned 1 *core.NodeConfigSource; active 2 *core.NodeConfigSource; lastKnownGood 3 *core.NodeConfigSource; error 4 string',
  'core.NodeRuntimeHandler': 'name 1 string always; features 2 *core.NodeRuntimeHandlerFeatures',
  'core.NodeRuntimeHandlerFeatures': 'recursiveReadOnlyMounts 1 *bool; userNamespaces 2 *bool',
  'core.NodeFeatures': 'supplementalGroupsPolicy 1 *bool',
  'core.PersistentVolumeClaim':
    'metadata 1 meta.ObjectMeta; spec 2 core.PersistentVolumeClaimSpec; status 3 core.PersistentVolumeClaimStatus',
  'core.PersistentVolumeClaimStatus':
    'phase 1 string; accessModes 2 []string; capacity 3 map Quantity; conditions 4 []core.PersistentVolumeClaimCondition patch=merge/type keys=type; allocatedResources 5 map Quantity; allocatedResourceStatuses 7 map string; currentVolumeAttributesClassName 8 *string; modifyVolumeStatus 9 *core.ModifyVolumeStatus',
  'core.PersistentVolumeClaimCondition':
    'type 1 string required; status 2 string required; lastProbeTime 3 Time; lastTransitionTime 4 Time; reason 5 string; message 6 string',
  'core.ModifyVolumeStatus': 'targetVolumeAttributesClassName 1 string; status 2 string required',
  'core.PersistentVolume':
    'metadata 1 meta.ObjectMeta; spec 2 core.PersistentVolumeSpec; status 3 core.PersistentVolumeStatus',
  'core.PersistentVolumeSpec':
    'capacity 1 map Quantity; + 2 core.PersistentVolumeSource; accessModes 3 []string; claimRef 4 *core.ObjectReference; persistentVolumeReclaimPolicy 5 string; storageClassName 6 string; mountOptions 7 []string; volumeMode 8 *string; nodeAffinity 9 *core.VolumeNodeAffinity; volumeAttributesClassName 10 *string',
  'core.SecretReference': 'name 1 string atomic; namespace 2 string',
  'core.VolumeNodeAffinity': 'required 1 *core.NodeSelector',
  'core.PersistentVolumeStatus': 'phase 1 string; message 2 string; reason 3 string; lastPhaseTransitionTime 4 *Time',
  'core.PodTemplate': 'metadata 1 meta.ObjectMeta; template 2 core.PodTemplateSpec',
  'core.PodTemplateSpec': 'metadata 1 meta.ObjectMeta; spec 2 core.PodSpec',
  'core.ResourceQuota': 'metadata 1 meta.ObjectMeta; spec 2 core.ResourceQuotaSpec; status 3 core.ResourceQuotaStatus',
  'core.ResourceQuotaSpec': 'hard 1 map Quantity; scopes 2 []string; scopeSelector 3 *core.ScopeSelector',
  'core.ScopeSelector': 'matchExpressions 1 []core.ScopedResourceSelectorRequirement atomic',
  'core.ScopedResourceSelectorRequirement':
    'scopeName 1 string required; operator 2 string required; values 3 []string',
  'core.ResourceQuotaStatus': 'hard 1 map Quantity; used 2 map Quantity',
  'core.Secret':
    'metadata 1 meta.ObjectMeta; immutable 5 *bool; data 2 map bytes; stringData 4 map string; type 3 string',
  'core.ServiceAccount':
    'metadata 1 meta.ObjectMeta; secrets 2 []core.ObjectReference patch=merge/name keys=name; imagePullSecrets 3 []core.LocalObjectReference; automountServiceAccountToken 4 *bool',
  'core.Service': 'metadata 1 meta.ObjectMeta; spec 2 core.ServiceSpec; status 3 core.ServiceStatus',
  'core.ServiceSpec':
    'ports 1 []core.ServicePort patch=merge/port keys=port,protocol; selector 2 map string atomic; clusterIP 3 string; clusterIPs 18 []string; type 4 string; externalIPs 5 []string; sessionAffinity 7 string; loadBalancerIP 8 string; loadBalancerSourceRanges 9 []string; externalName 10 string; externalTrafficPolicy 11 string; healthCheckNodePort 12 int32; publishNotReadyAddresses 13 bool; sessionAffinityConfig 14 *core.SessionAffinityConfig; ipFamilies 19 []string; ipFamilyPolicy 17 *string; allocateLoadBalancerNodePorts 20 *bool; loadBalancerClass 21 *string; internalTrafficPolicy 22 *string; trafficDistribution 23 *string',
  'core.ServicePort':
    'name 1 string; protocol 2 string; appProtocol 6 *string; port 3 int32 required; targetPort 4 IntOrString; nodePort 5 int32',
  'core.SessionAffinityConfig': 'clientIP 1 *core.ClientIPConfig',
  'core.ClientIPConfig': 'timeoutSeconds 1 *int32',
  'core.ServiceStatus':
    'loadBalancer 1 core.LoadBalancerStatus; conditions 2 []meta.Condition patch=merge/type keys=type',
  'core.LoadBalancerStatus': 'ingress 1 []core.LoadBalancerIngress',
  'core.LoadBalancerIngress': 'ip 1 string; hostname 2 string; ipMode 3 *string; ports 4 []core.PortStatus',
  'core.PortStatus': 'port 1 int32 required; protocol 2 string required; error 3 *string',
  'core.Binding': 'metadata 1 meta.ObjectMeta; target 2 core.ObjectReference required',
  'core.ReplicationController':
    'metadata 1 meta.ObjectMeta; spec 2 core.ReplicationControllerSpec; status 3 core.ReplicationControllerStatus',
  'core.ReplicationControllerSpec':
    'replicas 1 *int32; minReadySeconds 4 int32; selector 2 map string atomic; template 3 *core.PodTemplateSpec',
  'core.ReplicationControllerStatus':
    'replicas 1 int32 required; fullyLabeledReplicas 2 int32; readyReplicas 4 int32; availableReplicas 5 int32; observedGeneration 3 int64; conditions 6 []core.ReplicationControllerCondition patch=merge/type keys=type',
  'core.ReplicationControllerCondition':
    'type 1 string required; status 2 string required; lastTransitionTime 3 Time; reason 4 string; message 5 string',
  'core.TopologySelectorTerm': 'matchLabelExpressions 1 []core.TopologySelectorLabelRequirement',
  'core.TopologySelectorLabelRequirement': 'key 1 string required; values 2 []string required',
};
