/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * DPDK 22.11 by java.lang.foreign: what its libraries export, and the few structures of its ABI that packets need. No C
 * of our own: bursts go by the function pointers of {@code rte_eth_fp_ops}, as the inline functions of DPDK's headers
 * do it.
 */
@NullMarked
package org.sharpnfv.hsl.dpdk;

import org.jspecify.annotations.NullMarked;
