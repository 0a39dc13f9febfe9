interface Place {
  readonly folder: string
  readonly clusterId: string
  readonly monitorPort: number
  readonly gatewayPort: number
}

/**
 * The settings of a cluster of one: everything once, in memory, without keys between its parts, and with the shortest
 * of every wait.
 */
export function configuration({ folder, clusterId, monitorPort, gatewayPort }: Place): string {
  return `
[global]
fsid = ${clusterId}
mon_host = [v1:127.0.0.1:${monitorPort}]
mon_initial_members = a
public_network = 127.0.0.0/8
cluster_network = 127.0.0.0/8
ms_bind_ipv4 = true
ms_bind_ipv6 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none

mon_data = ${folder}/mon
osd_data = ${folder}/osd
keyring = ${folder}/keyring
run_dir = ${folder}/run
log_file = ${folder}/log/$name.log
crash_dir = ${folder}
admin_socket =
setuser_match_path = ${folder}

osd_objectstore = memstore
memstore_device_bytes = 1073741824
osd_class_load_list = *
osd_class_default_list = *
osd_crush_chooseleaf_type = 0
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000

paxos_propose_interval = 0.02
paxos_min_wait = 0.01
mon_tick_interval = 1
mon_election_timeout = 0.5
osd_heartbeat_interval = 1
osd_mon_heartbeat_interval = 1
osd_tick_interval = 0.2

[mon]
mon_data_avail_crit = 0
mon_data_avail_warn = 0
mon_warn_on_pool_no_redundancy = false

[client.rgw]
rgw_frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw_thread_pool_size = 16
rgw_enable_usage_log = false
rgw_enable_gc_threads = false
rgw_enable_lc_threads = false
rgw_run_sync_thread = false
`
}
