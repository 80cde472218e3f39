/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

/**
 * Where DPDK 22.11 (ABI 23) keeps what is not behind an exported function, on x86-64 and aarch64, in bytes. From
 * rte_mbuf_core.h, rte_mempool.h, rte_ethdev.h and rte_ethdev_core.h, as compiled from Debian's libdpdk-dev 22.11.11.
 *
 * <pre>
 *  struct rte_mbuf (128):       0 buf_addr (8) | 16 data_off (2) | 18 refcnt (2) | 20 nb_segs (2) | 24 ol_flags (8)
 *                              | 36 pkt_len (4) | 40 data_len (2) | 42 vlan_tci (2) | 72 tx_offload (8) | ...
 *  struct rte_eth_fp_ops (128): 0 rx_pkt_burst (8) | 24 rxq.data (8) | 64 tx_pkt_burst (8) | 88 txq.data (8) | ...
 *  struct rte_mempool:         88 ops_index (4) | ...
 *  rte_mempool_ops_table:      64 struct rte_mempool_ops (128), each 48 enqueue (8) | 56 dequeue (8)
 *  struct rte_eth_conf (2272): 12 rxmode.mtu (4) | ...
 *  struct rte_eth_dev_info (376): 0 device (8) | 16 if_index (4) | 22 max_mtu (2) | ...
 *  struct rte_eth_stats (704): 32 imissed (8) | 40 ierrors (8) | 48 oerrors (8) | 56 rx_nombuf (8) | ...
 *  struct rte_eth_link (8):     4 duplex, autonegotiation, status (a bit each)
 * </pre>
 */
final class DpdkAbi {
    /** Without a patch level: these do not change the ABI. */
    static final String VERSION = "DPDK 22.11";

    static final int MBUF_BYTES = 128;
    static final int MBUF_BUF_ADDR = 0;
    static final int MBUF_DATA_OFF = 16;
    static final int MBUF_REFCNT = 18;
    static final int MBUF_NB_SEGS = 20;
    static final int MBUF_OL_FLAGS = 24;
    static final int MBUF_PKT_LEN = 36;
    static final int MBUF_DATA_LEN = 40;
    static final int MBUF_VLAN_TCI = 42;
    static final int MBUF_TX_OFFLOAD = 72;
    static final long RX_VLAN_STRIPPED = 1 << 6;
    /** Both bits: the checksum is not in the packet, but the packet is right. */
    static final long RX_L4_CHECKSUM_NONE = 1 << 3 | 1 << 8;
    /** Before a frame in its buffer. */
    static final int HEADROOM_BYTES = 128;

    static final int FP_OPS_BYTES = 128;
    static final int FP_RX_BURST = 0;
    static final int FP_RX_QUEUES = 24;
    static final int FP_TX_BURST = 64;
    static final int FP_TX_QUEUES = 88;
    static final int PORTS_MAX = 32;

    static final int MEMPOOL_OPS_INDEX = 88;
    static final int MEMPOOL_BYTES_READ = 96;
    static final int MEMPOOL_OPS_FIRST = 64;
    static final int MEMPOOL_OPS_BYTES = 128;
    static final int MEMPOOL_OPS_ENQUEUE = 48;
    static final int MEMPOOL_OPS_DEQUEUE = 56;
    static final int MEMPOOL_OPS_MAX = 16;

    static final int ETH_CONF_BYTES = 2272;
    static final int ETH_CONF_RX_MTU = 12;
    static final int DEV_INFO_BYTES = 376;
    static final int DEV_INFO_DEVICE = 0;
    static final int DEV_INFO_MAX_MTU = 22;
    static final int STATS_BYTES = 704;
    static final int STATS_MISSED = 32;
    static final int STATS_RECEIVE_ERRORS = 40;
    static final int STATS_SEND_ERRORS = 48;
    static final int STATS_NO_MBUF = 56;
    static final int LINK_BYTES = 8;
    static final int LINK_BITS = 4;
    static final int LINK_STATUS_BIT = 4;

    private DpdkAbi() {
        // constants only
    }
}
