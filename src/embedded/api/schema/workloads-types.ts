/** apps, batch, autoscaling and policy: fields of the types, as `types.ts` explains the notation. */
export const WORKLOADS: Readonly<Record<string, string>> = {
  'apps.ControllerRevision': 'metadata 1 meta.ObjectMeta; data 2 RawExtension; revision 3 int64 required',
  'apps.DaemonSet': 'metadata 1 meta.ObjectMeta; spec 2 apps.DaemonSetSpec; status 3 apps.DaemonSetStatus',
  'apps.DaemonSetSpec':
    'selector 1 *meta.LabelSelector required; template 2 core.PodTemplateSpec required; updateStrategy 3 apps.DaemonSetUpdateStrategy; minReadySeconds 4 int32; revisionHistoryLimit 6 *int32',
  'apps.DaemonSetUpdateStrategy': 'type 1 string; rollingUpdate 2 *apps.RollingUpdateDaemonSet',
  'apps.RollingUpdateDaemonSet': 'maxUnavailable 1 *IntOrString; maxSurge 2 *IntOrString',
  'apps.DaemonSetStatus':
    'currentNumberScheduled 1 int32 required; numberMisscheduled 2 int32 required; desiredNumberScheduled 3 int32 required; numberReady 4 int32 required; observedGeneration 5 int64; updatedNumberScheduled 6 int32; numberAvailable 7 int32; numberUnavailable 8 int32; collisionCount 9 *int32; conditions 10 []apps.DaemonSetCondition patch=merge/type keys=type',
  'apps.DaemonSetCondition':
    'type 1 string required; status 2 string required; lastTransitionTime 3 Time; reason 4 string; message 5 string',
  'apps.Deployment': 'metadata 1 meta.ObjectMeta; spec 2 apps.DeploymentSpec; status 3 apps.DeploymentStatus',
  'apps.DeploymentSpec':
    'replicas 1 *int32; selector 2 *meta.LabelSelector required; template 3 core.PodTemplateSpec required; strategy 4 apps.DeploymentStrategy patch=retainKeys; minReadySeconds 5 int32; revisionHistoryLimit 6 *int32; paused 7 bool; progressDeadlineSeconds 9 *int32',
  'apps.DeploymentStrategy': 'type 1 string; rollingUpdate 2 *apps.RollingUpdateDeployment',
  'apps.RollingUpdateDeployment': 'maxUnavailable 1 *IntOrString; maxSurge 2 *IntOrString',
  'apps.DeploymentStatus':
    'observedGeneration 1 int64; replicas 2 int32; updatedReplicas 3 int32; readyReplicas 7 int32; availableReplicas 4 int32; unavailableReplicas 5 int32; terminatingReplicas 9 *int32; conditions 6 []apps.DeploymentCondition patch=merge/type keys=type; collisionCount 8 *int32',
  'apps.DeploymentCondition':
    'type 1 string required; status 2 string required; lastUpdateTime 6 Time; lastTransitionTime 7 Time; reason 4 string; message 5 string',
  'apps.ReplicaSet': 'metadata 1 meta.ObjectMeta; spec 2 apps.ReplicaSetSpec; status 3 apps.ReplicaSetStatus',
  'apps.ReplicaSetSpec':
    'replicas 1 *int32; minReadySeconds 4 int32; selector 2 *meta.LabelSelector required; template 3 core.PodTemplateSpec',
  'apps.ReplicaSetStatus':
    'replicas 1 int32 required; fullyLabeledReplicas 2 int32; readyReplicas 4 int32; availableReplicas 5 int32; terminatingReplicas 7 *int32; observedGeneration 3 int64; conditions 6 []apps.ReplicaSetCondition patch=merge/type keys=type',
  'apps.ReplicaSetCondition':
    'type 1 string required; status 2 string required; lastTransitionTime 3 Time; reason 4 string; message 5 string',
  'apps.StatefulSet': 'metadata 1 meta.ObjectMeta; spec 2 apps.StatefulSetSpec; status 3 apps.StatefulSetStatus',
  'apps.StatefulSetSpec':
    'replicas 1 *int32; selector 2 *meta.LabelSelector required; template 3 core.PodTemplateSpec required; volumeClaimTemplates 4 []core.PersistentVolumeClaim; serviceName 5 string always; podManagementPolicy 6 string; updateStrategy 7 apps.StatefulSetUpdateStrategy; revisionHistoryLimit 8 *int32; minReadySeconds 9 int32; persistentVolumeClaimRetentionPolicy 10 *apps.StatefulSetPersistentVolumeClaimRetentionPolicy; ordinals 11 *apps.StatefulSetOrdinals',
  'apps.StatefulSetUpdateStrategy': 'type 1 string; rollingUpdate 2 *apps.RollingUpdateStatefulSetStrategy',
  'apps.RollingUpdateStatefulSetStrategy': 'partition 1 *int32; maxUnavailable 2 *IntOrString',
  'apps.StatefulSetPersistentVolumeClaimRetentionPolicy': 'whenDeleted 1 string; whenScaled 2 string',
  'apps.StatefulSetOrdinals': 'start 1 int32 always',
  'apps.StatefulSetStatus':
    'observedGeneration 1 int64; replicas 2 int32 required; readyReplicas 3 int32; currentReplicas 4 int32; updatedReplicas 5 int32; currentRevision 6 string; updateRevision 7 string; collisionCount 9 *int32; conditions 10 []apps.StatefulSetCondition patch=merge/type keys=type; availableReplicas 11 int32 always',
  'apps.StatefulSetCondition':
    'type 1 string required; status 2 string required; lastTransitionTime 3 Time; reason 4 string; message 5 string',
  'batch.CronJob': 'metadata 1 meta.ObjectMeta; spec 2 batch.CronJobSpec; status 3 batch.CronJobStatus',
  'batch.CronJobSpec':
    'schedule 1 string required; timeZone 8 *string; startingDeadlineSeconds 2 *int64; concurrencyPolicy 3 string; suspend 4 *bool; jobTemplate 5 batch.JobTemplateSpec required; successfulJobsHistoryLimit 6 *int32; failedJobsHistoryLimit 7 *int32',
  'batch.JobTemplateSpec': 'metadata 1 meta.ObjectMeta; spec 2 batch.JobSpec',
  'batch.JobSpec':
    'parallelism 1 *int32; completions 2 *int32; activeDeadlineSeconds 3 *int64; podFailurePolicy 11 *batch.PodFailurePolicy; successPolicy 16 *batch.SuccessPolicy; backoffLimit 7 *int32; backoffLimitPerIndex 12 *int32; maxFailedIndexes 13 *int32; selector 4 *meta.LabelSelector; manualSelector 5 *bool; template 6 core.PodTemplateSpec required; ttlSecondsAfterFinished 8 *int32; completionMode 9 *string; suspend 10 *bool; podReplacementPolicy 14 *string; managedBy 15 *string',
  'batch.PodFailurePolicy': 'rules 1 []batch.PodFailurePolicyRule required',
  'batch.PodFailurePolicyRule':
    'action 1 string required; onExitCodes 2 *batch.PodFailurePolicyOnExitCodesRequirement; onPodConditions 3 []batch.PodFailurePolicyOnPodConditionsPattern',
  'batch.PodFailurePolicyOnExitCodesRequirement':
    'containerName 1 *string; operator 2 string required; values 3 []int32 required set',
  'batch.PodFailurePolicyOnPodConditionsPattern': 'type 1 string required; status 2 string required',
  'batch.SuccessPolicy': 'rules 1 []batch.SuccessPolicyRule required',
  'batch.SuccessPolicyRule': 'succeededIndexes 1 *string; succeededCount 2 *int32',
  'batch.CronJobStatus': 'active 1 []core.ObjectReference; lastScheduleTime 4 *Time; lastSuccessfulTime 5 *Time',
  'batch.Job': 'metadata 1 meta.ObjectMeta; spec 2 batch.JobSpec; status 3 batch.JobStatus',
  'batch.JobStatus':
    'conditions 1 []batch.JobCondition patch=merge/type; startTime 2 *Time; completionTime 3 *Time; active 4 int32; succeeded 5 int32; failed 6 int32; terminating 11 *int32; completedIndexes 7 string; failedIndexes 10 *string; uncountedTerminatedPods 8 *batch.UncountedTerminatedPods; ready 9 *int32',
  'batch.JobCondition':
    'type 1 string required; status 2 string required; lastProbeTime 3 Time; lastTransitionTime 4 Time; reason 5 string; message 6 string',
  'batch.UncountedTerminatedPods': 'succeeded 1 []string set; failed 2 []string set',
  'autoscaling1.Scale': 'metadata 1 meta.ObjectMeta; spec 2 autoscaling1.ScaleSpec; status 3 autoscaling1.ScaleStatus',
  'autoscaling1.ScaleSpec': 'replicas 1 int32',
  'autoscaling1.ScaleStatus': 'replicas 1 int32 required; selector 2 string',
  'autoscaling.HorizontalPodAutoscaler':
    'metadata 1 meta.ObjectMeta; spec 2 autoscaling.HorizontalPodAutoscalerSpec; status 3 autoscaling.HorizontalPodAutoscalerStatus',
  'autoscaling.HorizontalPodAutoscalerSpec':
    'scaleTargetRef 1 autoscaling.CrossVersionObjectReference required; minReplicas 2 *int32; maxReplicas 3 int32 required; metrics 4 []autoscaling.MetricSpec; behavior 5 *autoscaling.HorizontalPodAutoscalerBehavior',
  'autoscaling.CrossVersionObjectReference': 'kind 1 string required; name 2 string required; apiVersion 3 string',
  'autoscaling.MetricSpec':
    'type 1 string required; object 2 *autoscaling.ObjectMetricSource; pods 3 *autoscaling.PodsMetricSource; resource 4 *autoscaling.ResourceMetricSource; containerResource 7 *autoscaling.ContainerResourceMetricSource; external 5 *autoscaling.ExternalMetricSource',
  'autoscaling.ObjectMetricSource':
    'describedObject 1 autoscaling.CrossVersionObjectReference required; target 2 autoscaling.MetricTarget required; metric 3 autoscaling.MetricIdentifier required',
  'autoscaling.MetricTarget':
    'type 1 string required; value 2 *Quantity; averageValue 3 *Quantity; averageUtilization 4 *int32',
  'autoscaling.MetricIdentifier': 'name 1 string required; selector 2 *meta.LabelSelector',
  'autoscaling.PodsMetricSource':
    'metric 1 autoscaling.MetricIdentifier required; target 2 autoscaling.MetricTarget required',
  'autoscaling.ResourceMetricSource': 'name 1 string required; target 2 autoscaling.MetricTarget required',
  'autoscaling.ContainerResourceMetricSource':
    'name 1 string required; target 2 autoscaling.MetricTarget required; container 3 string required',
  'autoscaling.ExternalMetricSource':
    'metric 1 autoscaling.MetricIdentifier required; target 2 autoscaling.MetricTarget required',
  'autoscaling.HorizontalPodAutoscalerBehavior':
    'scaleUp 1 *autoscaling.HPAScalingRules; scaleDown 2 *autoscaling.HPAScalingRules',
  'autoscaling.HPAScalingRules':
    'stabilizationWindowSeconds 3 *int32; selectPolicy 1 *string; policies 2 []autoscaling.HPAScalingPolicy; tolerance 4 *Quantity',
  'autoscaling.HPAScalingPolicy': 'type 1 string required; value 2 int32 required; periodSeconds 3 int32 required',
  'autoscaling.HorizontalPodAutoscalerStatus':
    'observedGeneration 1 *int64; lastScaleTime 2 *Time; currentReplicas 3 int32; desiredReplicas 4 int32 required; currentMetrics 5 []autoscaling.MetricStatus always; conditions 6 []autoscaling.HorizontalPodAutoscalerCondition patch=merge/type keys=type',
  'autoscaling.MetricStatus':
    'type 1 string required; object 2 *autoscaling.ObjectMetricStatus; pods 3 *autoscaling.PodsMetricStatus; resource 4 *autoscaling.ResourceMetricStatus; containerResource 7 *autoscaling.ContainerResourceMetricStatus; external 5 *autoscaling.ExternalMetricStatus',
  'autoscaling.ObjectMetricStatus':
    'metric 1 autoscaling.MetricIdentifier required; current 2 autoscaling.MetricValueStatus required; describedObject 3 autoscaling.CrossVersionObjectReference required',
  'autoscaling.MetricValueStatus': 'value 1 *Quantity; averageValue 2 *Quantity; averageUtilization 3 *int32',
  'autoscaling.PodsMetricStatus':
    'metric 1 autoscaling.MetricIdentifier required; current 2 autoscaling.MetricValueStatus required',
  'autoscaling.ResourceMetricStatus': 'name 1 string required; current 2 autoscaling.MetricValueStatus required',
  'autoscaling.ContainerResourceMetricStatus':
    'name 1 string required; current 2 autoscaling.MetricValueStatus required; container 3 string required',
  'autoscaling.ExternalMetricStatus':
    'metric 1 autoscaling.MetricIdentifier required; current 2 autoscaling.MetricValueStatus required',
  'autoscaling.HorizontalPodAutoscalerCondition':
    'type 1 string required; status 2 string required; lastTransitionTime 3 Time; reason 4 string; message 5 string',
  'policy.PodDisruptionBudget':
    'metadata 1 meta.ObjectMeta; spec 2 policy.PodDisruptionBudgetSpec; status 3 policy.PodDisruptionBudgetStatus',
  'policy.PodDisruptionBudgetSpec':
    'minAvailable 1 *IntOrString; selector 2 *meta.LabelSelector patch=replace; maxUnavailable 3 *IntOrString; unhealthyPodEvictionPolicy 4 *string',
  'policy.PodDisruptionBudgetStatus':
    'observedGeneration 1 int64; disruptedPods 2 map Time; disruptionsAllowed 3 int32 required; currentHealthy 4 int32 required; desiredHealthy 5 int32 required; expectedPods 6 int32 required; conditions 7 []meta.Condition patch=merge/type keys=type',
  'policy.Eviction': 'metadata 1 meta.ObjectMeta; deleteOptions 2 *meta.DeleteOptions',
};
