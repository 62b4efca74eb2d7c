/** Volumes and their sources: fields of the types, as `types.ts` explains the notation. */
export const CORE_VOLUMES: Readonly<Record<string, string>> = {
  'core.PersistentVolumeSource':
    'gcePersistentDisk 1 *core.GCEPersistentDiskVolumeSource; awsElasticBlockStore 2 *core.AWSElasticBlockStoreVolumeSource; hostPath 3 *core.HostPathVolumeSource; glusterfs 4 *core.GlusterfsPersistentVolumeSource; nfs 5 *core.NFSVolumeSource; rbd 6 *core.RBDPersistentVolumeSource; iscsi 7 *core.ISCSIPersistentVolumeSource; cinder 8 *core.CinderPersistentVolumeSource; cephfs 9 *core.CephFSPersistentVolumeSource; fc 10 *core.FCVolumeSource; flocker 11 *core.FlockerVolumeSource; flexVolume 12 *core.FlexPersistentVolumeSource; azureFile 13 *core.AzureFilePersistentVolumeSource; vsphereVolume 14 *core.VsphereVirtualDiskVolumeSource; quobyte 15 *core.QuobyteVolumeSource; azureDisk 16 *core.AzureDiskVolumeSource; photonPersistentDisk 17 *core.PhotonPersistentDiskVolumeSource; portworxVolume 18 *core.PortworxVolumeSource; scaleIO 19 *core.ScaleIOPersistentVolumeSource; local 20 *core.LocalVolumeSource; storageos 21 *core.StorageOSPersistentVolumeSource; csi 22 *core.CSIPersistentVolumeSource',
  'core.GCEPersistentDiskVolumeSource': 'pdName 1 string required; fsType 2 string; partition 3 int32; readOnly 4 bool',
  'core.AWSElasticBlockStoreVolumeSource':
    'volumeID 1 string required; fsType 2 string; partition 3 int32; readOnly 4 bool',
  'core.HostPathVolumeSource': 'path 1 string required; type 2 *string',
  'core.GlusterfsPersistentVolumeSource':
    'endpoints 1 string required; path 2 string required; readOnly 3 bool; endpointsNamespace 4 *string',
  'core.NFSVolumeSource': 'server 1 string required; path 2 string required; readOnly 3 bool',
  'core.RBDPersistentVolumeSource':
    'monitors 1 []string required; image 2 string required; fsType 3 string; pool 4 string; user 5 string; keyring 6 string; secretRef 7 *core.SecretReference; readOnly 8 bool',
  'core.ISCSIPersistentVolumeSource':
    'targetPortal 1 string required; iqn 2 string required; lun 3 int32 required; iscsiInterface 4 string; fsType 5 string; readOnly 6 bool; portals 7 []string; chapAuthDiscovery 8 bool; chapAuthSession 11 bool; secretRef 10 *core.SecretReference; initiatorName 12 *string',
  'core.CinderPersistentVolumeSource':
    'volumeID 1 string required; fsType 2 string; readOnly 3 bool; secretRef 4 *core.SecretReference',
  'core.CephFSPersistentVolumeSource':
    'monitors 1 []string required; path 2 string; user 3 string; secretFile 4 string; secretRef 5 *core.SecretReference; readOnly 6 bool',
  'core.FCVolumeSource': 'targetWWNs 1 []string; lun 2 *int32; fsType 3 string; readOnly 4 bool; wwids 5 []string',
  'core.FlockerVolumeSource': 'datasetName 1 string; datasetUUID 2 string',
  'core.FlexPersistentVolumeSource':
    'driver 1 string required; fsType 2 string; secretRef 3 *core.SecretReference; readOnly 4 bool; options 5 map string',
  'core.AzureFilePersistentVolumeSource':
    'secretName 1 string required; shareName 2 string required; readOnly 3 bool; secretNamespace 4 *string always',
  'core.VsphereVirtualDiskVolumeSource':
    'volumePath 1 string required; fsType 2 string; storagePolicyName 3 string; storagePolicyID 4 string',
  'core.QuobyteVolumeSource':
    'registry 1 string required; volume 2 string required; readOnly 3 bool; user 4 string; group 5 string; tenant 6 string',
  'core.AzureDiskVolumeSource':
    'diskName 1 string required; diskURI 2 string required; cachingMode 3 *string; fsType 4 *string; readOnly 5 *bool; kind 6 *string',
  'core.PhotonPersistentDiskVolumeSource': 'pdID 1 string required; fsType 2 string',
  'core.PortworxVolumeSource': 'volumeID 1 string required; fsType 2 string; readOnly 3 bool',
  'core.ScaleIOPersistentVolumeSource':
    'gateway 1 string required; system 2 string required; secretRef 3 *core.SecretReference required; sslEnabled 4 bool; protectionDomain 5 string; storagePool 6 string; storageMode 7 string; volumeName 8 string; fsType 9 string; readOnly 10 bool',
  'core.LocalVolumeSource': 'path 1 string required; fsType 2 *string',
  'core.StorageOSPersistentVolumeSource':
    'volumeName 1 string; volumeNamespace 2 string; fsType 3 string; readOnly 4 bool; secretRef 5 *core.ObjectReference',
  'core.CSIPersistentVolumeSource':
    'driver 1 string required; volumeHandle 2 string required; readOnly 3 bool; fsType 4 string; volumeAttributes 5 map string; controllerPublishSecretRef 6 *core.SecretReference; nodeStageSecretRef 7 *core.SecretReference; nodePublishSecretRef 8 *core.SecretReference; controllerExpandSecretRef 9 *core.SecretReference; nodeExpandSecretRef 10 *core.SecretReference',
  'core.Volume': 'name 1 string required; + 2 core.VolumeSource',
  'core.VolumeSource':
    'hostPath 1 *core.HostPathVolumeSource; emptyDir 2 *core.EmptyDirVolumeSource; gcePersistentDisk 3 *core.GCEPersistentDiskVolumeSource; awsElasticBlockStore 4 *core.AWSElasticBlockStoreVolumeSource; gitRepo 5 *core.GitRepoVolumeSource; secret 6 *core.SecretVolumeSource; nfs 7 *core.NFSVolumeSource; iscsi 8 *core.ISCSIVolumeSource; glusterfs 9 *core.GlusterfsVolumeSource; persistentVolumeClaim 10 *core.PersistentVolumeClaimVolumeSource; rbd 11 *core.RBDVolumeSource; flexVolume 12 *core.FlexVolumeSource; cinder 13 *core.CinderVolumeSource; cephfs 14 *core.CephFSVolumeSource; flocker 15 *core.FlockerVolumeSource; downwardAPI 16 *core.DownwardAPIVolumeSource; fc 17 *core.FCVolumeSource; azureFile 18 *core.AzureFileVolumeSource; configMap 19 *core.ConfigMapVolumeSource; vsphereVolume 20 *core.VsphereVirtualDiskVolumeSource; quobyte 21 *core.QuobyteVolumeSource; azureDisk 22 *core.AzureDiskVolumeSource; photonPersistentDisk 23 *core.PhotonPersistentDiskVolumeSource; projected 26 *core.ProjectedVolumeSource; portworxVolume 24 *core.PortworxVolumeSource; scaleIO 25 *core.ScaleIOVolumeSource; storageos 27 *core.StorageOSVolumeSource; csi 28 *core.CSIVolumeSource; ephemeral 29 *core.EphemeralVolumeSource; image 30 *core.ImageVolumeSource',
  'core.EmptyDirVolumeSource': 'medium 1 string; sizeLimit 2 *Quantity',
  'core.GitRepoVolumeSource': 'repository 1 string required; revision 2 string; directory 3 string',
  'core.SecretVolumeSource': 'secretName 1 string; items 2 []core.KeyToPath; defaultMode 3 *int32; optional 4 *bool',
  'core.KeyToPath': 'key 1 string required; path 2 string required; mode 3 *int32',
  'core.ISCSIVolumeSource':
    'targetPortal 1 string required; iqn 2 string required; lun 3 int32 required; iscsiInterface 4 string; fsType 5 string; readOnly 6 bool; portals 7 []string; chapAuthDiscovery 8 bool; chapAuthSession 11 bool; secretRef 10 *core.LocalObjectReference; initiatorName 12 *string',
  'core.GlusterfsVolumeSource': 'endpoints 1 string required; path 2 string required; readOnly 3 bool',
  'core.PersistentVolumeClaimVolumeSource': 'claimName 1 string required; readOnly 2 bool',
  'core.RBDVolumeSource':
    'monitors 1 []string required; image 2 string required; fsType 3 string; pool 4 string; user 5 string; keyring 6 string; secretRef 7 *core.LocalObjectReference; readOnly 8 bool',
  'core.FlexVolumeSource':
    'driver 1 string required; fsType 2 string; secretRef 3 *core.LocalObjectReference; readOnly 4 bool; options 5 map string',
  'core.CinderVolumeSource':
    'volumeID 1 string required; fsType 2 string; readOnly 3 bool; secretRef 4 *core.LocalObjectReference',
  'core.CephFSVolumeSource':
    'monitors 1 []string required; path 2 string; user 3 string; secretFile 4 string; secretRef 5 *core.LocalObjectReference; readOnly 6 bool',
  'core.DownwardAPIVolumeSource': 'items 1 []core.DownwardAPIVolumeFile; defaultMode 2 *int32',
  'core.DownwardAPIVolumeFile':
    'path 1 string required; fieldRef 2 *core.ObjectFieldSelector; resourceFieldRef 3 *core.ResourceFieldSelector; mode 4 *int32',
  'core.AzureFileVolumeSource': 'secretName 1 string required; shareName 2 string required; readOnly 3 bool',
  'core.ConfigMapVolumeSource':
    '+ 1 core.LocalObjectReference; items 2 []core.KeyToPath; defaultMode 3 *int32; optional 4 *bool',
  'core.ProjectedVolumeSource': 'sources 1 []core.VolumeProjection always; defaultMode 2 *int32',
  'core.VolumeProjection':
    'secret 1 *core.SecretProjection; downwardAPI 2 *core.DownwardAPIProjection; configMap 3 *core.ConfigMapProjection; serviceAccountToken 4 *core.ServiceAccountTokenProjection; clusterTrustBundle 5 *core.ClusterTrustBundleProjection; podCertificate 6 *core.PodCertificateProjection',
  'core.SecretProjection': '+ 1 core.LocalObjectReference; items 2 []core.KeyToPath; optional 4 *bool',
  'core.DownwardAPIProjection': 'items 1 []core.DownwardAPIVolumeFile',
  'core.ConfigMapProjection': '+ 1 core.LocalObjectReference; items 2 []core.KeyToPath; optional 4 *bool',
  'core.ServiceAccountTokenProjection': 'audience 1 string; expirationSeconds 2 *int64; path 3 string required',
  'core.ClusterTrustBundleProjection':
    'name 1 *string; signerName 2 *string; labelSelector 3 *meta.LabelSelector; optional 5 *bool; path 4 string required',
  'core.PodCertificateProjection':
    'signerName 1 string; keyType 2 string; maxExpirationSeconds 3 *int32; credentialBundlePath 4 string; keyPath 5 string; certificateChainPath 6 string',
  'core.ScaleIOVolumeSource':
    'gateway 1 string required; system 2 string required; secretRef 3 *core.LocalObjectReference required; sslEnabled 4 bool; protectionDomain 5 string; storagePool 6 string; storageMode 7 string; volumeName 8 string; fsType 9 string; readOnly 10 bool',
  'core.StorageOSVolumeSource':
    'volumeName 1 string; volumeNamespace 2 string; fsType 3 string; readOnly 4 bool; secretRef 5 *core.LocalObjectReference',
  'core.CSIVolumeSource':
    'driver 1 string required; readOnly 2 *bool; fsType 3 *string; volumeAttributes 4 map string; nodePublishSecretRef 5 *core.LocalObjectReference',
  'core.EphemeralVolumeSource': 'volumeClaimTemplate 1 *core.PersistentVolumeClaimTemplate',
  'core.ImageVolumeSource': 'reference 1 string; pullPolicy 2 string',
};
