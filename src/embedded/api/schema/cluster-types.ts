/** Metadata and the remaining groups: fields of the types, as `types.ts` explains the notation. */
export const CLUSTER: Readonly<Record<string, string>> = {
  'meta.ObjectMeta':
    'name 1 string; generateName 2 string; namespace 3 string; selfLink 4 string; uid 5 string; resourceVersion 6 string; generation 7 int64; creationTimestamp 8 Time omitzero; deletionTimestamp 9 *Time; deletionGracePeriodSeconds 10 *int64; labels 11 map string; annotations 12 map string; ownerReferences 13 []meta.OwnerReference patch=merge/uid keys=uid; finalizers 14 []string patch=merge set; managedFields 17 []meta.ManagedFieldsEntry',
  'meta.OwnerReference':
    'apiVersion 5 string required atomic; kind 1 string required; name 3 string required; uid 4 string required; controller 6 *bool; blockOwnerDeletion 7 *bool',
  'meta.ManagedFieldsEntry':
    'manager 1 string; operation 2 string; apiVersion 3 string; time 4 *Time; fieldsType 6 string; fieldsV1 7 *FieldsV1; subresource 8 string',
  'meta.LabelSelector': 'matchLabels 1 map string atomic; matchExpressions 2 []meta.LabelSelectorRequirement',
  'meta.LabelSelectorRequirement': 'key 1 string required; operator 2 string required; values 3 []string',
  'meta.Condition':
    'type 1 string required keys=type; status 2 string required; observedGeneration 3 int64; lastTransitionTime 4 Time required; reason 5 string required; message 6 string required',
  'meta.DeleteOptions':
    'gracePeriodSeconds 1 *int64; preconditions 2 *meta.Preconditions; orphanDependents 3 *bool; propagationPolicy 4 *string; dryRun 5 []string; ignoreStoreReadErrorWithClusterBreakingPotential 6 *bool',
  'meta.Preconditions': 'uid 1 *string; resourceVersion 2 *string',
  'meta.FieldSelectorRequirement': 'key 1 string required; operator 2 string required; values 3 []string',
  'coordination.Lease': 'metadata 1 meta.ObjectMeta; spec 2 coordination.LeaseSpec',
  'coordination.LeaseSpec':
    'holderIdentity 1 *string; leaseDurationSeconds 2 *int32; acquireTime 3 *MicroTime; renewTime 4 *MicroTime; leaseTransitions 5 *int32; strategy 6 *string; preferredHolder 7 *string',
  'discovery.EndpointSlice':
    'metadata 1 meta.ObjectMeta; addressType 4 string required; endpoints 2 []discovery.Endpoint required; ports 3 []discovery.EndpointPort always',
  'discovery.Endpoint':
    'addresses 1 []string required set; conditions 2 discovery.EndpointConditions; hostname 3 *string; targetRef 4 *core.ObjectReference; deprecatedTopology 5 map string; nodeName 6 *string; zone 7 *string; hints 8 *discovery.EndpointHints',
  'discovery.EndpointConditions': 'ready 1 *bool; serving 2 *bool; terminating 3 *bool',
  'discovery.EndpointHints': 'forZones 1 []discovery.ForZone; forNodes 2 []discovery.ForNode',
  'discovery.ForZone': 'name 1 string required',
  'discovery.ForNode': 'name 1 string required',
  'discovery.EndpointPort': 'name 1 *string atomic; protocol 2 *string; port 3 *int32; appProtocol 4 *string',
  'events.Event':
    'metadata 1 meta.ObjectMeta always; eventTime 2 MicroTime required; series 3 *events.EventSeries; reportingController 4 string; reportingInstance 5 string; action 6 string; reason 7 string; regarding 8 core.ObjectReference; related 9 *core.ObjectReference; note 10 string; type 11 string; deprecatedSource 12 core.EventSource; deprecatedFirstTimestamp 13 Time; deprecatedLastTimestamp 14 Time; deprecatedCount 15 int32',
  'events.EventSeries': 'count 1 int32 required; lastObservedTime 2 MicroTime required',
  'networking.Ingress': 'metadata 1 meta.ObjectMeta; spec 2 networking.IngressSpec; status 3 networking.IngressStatus',
  'networking.IngressSpec':
    'ingressClassName 4 *string; defaultBackend 1 *networking.IngressBackend; tls 2 []networking.IngressTLS; rules 3 []networking.IngressRule',
  'networking.IngressBackend':
    'service 4 *networking.IngressServiceBackend; resource 3 *core.TypedLocalObjectReference',
  'networking.IngressServiceBackend': 'name 1 string required; port 2 networking.ServiceBackendPort',
  'networking.ServiceBackendPort': 'name 1 string atomic; number 2 int32',
  'networking.IngressTLS': 'hosts 1 []string; secretName 2 string',
  'networking.IngressRule': 'host 1 string; + 2 networking.IngressRuleValue',
  'networking.IngressRuleValue': 'http 1 *networking.HTTPIngressRuleValue',
  'networking.HTTPIngressRuleValue': 'paths 1 []networking.HTTPIngressPath required',
  'networking.HTTPIngressPath':
    'path 1 string; pathType 3 *string required; backend 2 networking.IngressBackend required',
  'networking.IngressStatus': 'loadBalancer 1 networking.IngressLoadBalancerStatus',
  'networking.IngressLoadBalancerStatus': 'ingress 1 []networking.IngressLoadBalancerIngress',
  'networking.IngressLoadBalancerIngress': 'ip 1 string; hostname 2 string; ports 4 []networking.IngressPortStatus',
  'networking.IngressPortStatus': 'port 1 int32 required; protocol 2 string required; error 3 *string',
  'networking.NetworkPolicy': 'metadata 1 meta.ObjectMeta; spec 2 networking.NetworkPolicySpec',
  'networking.NetworkPolicySpec':
    'podSelector 1 meta.LabelSelector always; ingress 2 []networking.NetworkPolicyIngressRule; egress 3 []networking.NetworkPolicyEgressRule; policyTypes 4 []string',
  'networking.NetworkPolicyIngressRule':
    'ports 1 []networking.NetworkPolicyPort; from 2 []networking.NetworkPolicyPeer',
  'networking.NetworkPolicyPort': 'protocol 1 *string; port 2 *IntOrString; endPort 3 *int32',
  'networking.NetworkPolicyPeer':
    'podSelector 1 *meta.LabelSelector; namespaceSelector 2 *meta.LabelSelector; ipBlock 3 *networking.IPBlock',
  'networking.IPBlock': 'cidr 1 string required; except 2 []string',
  'networking.NetworkPolicyEgressRule': 'ports 1 []networking.NetworkPolicyPort; to 2 []networking.NetworkPolicyPeer',
  'networking.IngressClass': 'metadata 1 meta.ObjectMeta; spec 2 networking.IngressClassSpec',
  'networking.IngressClassSpec': 'controller 1 string; parameters 2 *networking.IngressClassParametersReference',
  'networking.IngressClassParametersReference':
    'apiGroup 1 *string; kind 2 string required; name 3 string required; scope 4 *string always; namespace 5 *string',
  'rbac.ClusterRole':
    'metadata 1 meta.ObjectMeta; rules 2 []rbac.PolicyRule always; aggregationRule 3 *rbac.AggregationRule',
  'rbac.PolicyRule':
    'verbs 1 []string required; apiGroups 2 []string; resources 3 []string; resourceNames 4 []string; nonResourceURLs 5 []string',
  'rbac.AggregationRule': 'clusterRoleSelectors 1 []meta.LabelSelector',
  'rbac.ClusterRoleBinding': 'metadata 1 meta.ObjectMeta; subjects 2 []rbac.Subject; roleRef 3 rbac.RoleRef required',
  'rbac.Subject': 'kind 1 string required atomic; apiGroup 2 string; name 3 string required; namespace 4 string',
  'rbac.RoleRef': 'apiGroup 1 string required atomic; kind 2 string required; name 3 string required',
  'rbac.Role': 'metadata 1 meta.ObjectMeta; rules 2 []rbac.PolicyRule always',
  'rbac.RoleBinding': 'metadata 1 meta.ObjectMeta; subjects 2 []rbac.Subject; roleRef 3 rbac.RoleRef required',
  'scheduling.PriorityClass':
    'metadata 1 meta.ObjectMeta; value 2 int32 required; globalDefault 3 bool; description 4 string; preemptionPolicy 5 string',
  'storage.StorageClass':
    'metadata 1 meta.ObjectMeta; provisioner 2 string required; parameters 3 map string; reclaimPolicy 4 *string; mountOptions 5 []string; allowVolumeExpansion 6 *bool; volumeBindingMode 7 *string; allowedTopologies 8 []core.TopologySelectorTerm',
  'authentication.TokenRequest':
    'metadata 1 meta.ObjectMeta; spec 2 authentication.TokenRequestSpec required; status 3 authentication.TokenRequestStatus',
  'authentication.TokenRequestSpec':
    'audiences 1 []string required; expirationSeconds 4 *int64 always; boundObjectRef 3 *authentication.BoundObjectReference always',
  'authentication.BoundObjectReference': 'kind 1 string; apiVersion 2 string; name 3 string; uid 4 string',
  'authentication.TokenRequestStatus': 'token 1 string required; expirationTimestamp 2 Time required',
  'authentication.TokenReview':
    'metadata 1 meta.ObjectMeta; spec 2 authentication.TokenReviewSpec required; status 3 authentication.TokenReviewStatus',
  'authentication.TokenReviewSpec': 'token 1 string; audiences 2 []string',
  'authentication.TokenReviewStatus':
    'authenticated 1 bool; user 2 authentication.UserInfo; audiences 4 []string; error 3 string',
  'authentication.UserInfo': 'username 1 string; uid 2 string; groups 3 []string; extra 4 map Items',
  'authentication.SelfSubjectReview': 'metadata 1 meta.ObjectMeta; status 2 authentication.SelfSubjectReviewStatus',
  'authentication.SelfSubjectReviewStatus': 'userInfo 1 authentication.UserInfo',
  'authorization.SelfSubjectAccessReview':
    'metadata 1 meta.ObjectMeta; spec 2 authorization.SelfSubjectAccessReviewSpec required; status 3 authorization.SubjectAccessReviewStatus',
  'authorization.SelfSubjectAccessReviewSpec':
    'resourceAttributes 1 *authorization.ResourceAttributes; nonResourceAttributes 2 *authorization.NonResourceAttributes',
  'authorization.ResourceAttributes':
    'namespace 1 string; verb 2 string; group 3 string; version 4 string; resource 5 string; subresource 6 string; name 7 string; fieldSelector 8 *authorization.FieldSelectorAttributes; labelSelector 9 *authorization.LabelSelectorAttributes',
  'authorization.FieldSelectorAttributes': 'rawSelector 1 string; requirements 2 []meta.FieldSelectorRequirement',
  'authorization.LabelSelectorAttributes': 'rawSelector 1 string; requirements 2 []meta.LabelSelectorRequirement',
  'authorization.NonResourceAttributes': 'path 1 string; verb 2 string',
  'authorization.SubjectAccessReviewStatus':
    'allowed 1 bool required; denied 4 bool; reason 2 string; evaluationError 3 string',
  'authorization.SelfSubjectRulesReview':
    'metadata 1 meta.ObjectMeta; spec 2 authorization.SelfSubjectRulesReviewSpec required; status 3 authorization.SubjectRulesReviewStatus',
  'authorization.SelfSubjectRulesReviewSpec': 'namespace 1 string',
  'authorization.SubjectRulesReviewStatus':
    'resourceRules 1 []authorization.ResourceRule required; nonResourceRules 2 []authorization.NonResourceRule required; incomplete 3 bool required; evaluationError 4 string',
  'authorization.ResourceRule':
    'verbs 1 []string required; apiGroups 2 []string; resources 3 []string; resourceNames 4 []string',
  'authorization.NonResourceRule': 'verbs 1 []string required; nonResourceURLs 2 []string',
  'authorization.SubjectAccessReview':
    'metadata 1 meta.ObjectMeta; spec 2 authorization.SubjectAccessReviewSpec required; status 3 authorization.SubjectAccessReviewStatus',
  'authorization.SubjectAccessReviewSpec':
    'resourceAttributes 1 *authorization.ResourceAttributes; nonResourceAttributes 2 *authorization.NonResourceAttributes; user 3 string; groups 4 []string; extra 5 map Items; uid 6 string',
  'authorization.LocalSubjectAccessReview':
    'metadata 1 meta.ObjectMeta; spec 2 authorization.SubjectAccessReviewSpec required; status 3 authorization.SubjectAccessReviewStatus',
};
