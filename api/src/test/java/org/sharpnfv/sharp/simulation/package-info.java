/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The whole of SHarP under a seeded simulation: the real {@code ControllerMachine} and {@code HslMachine}, simulated
 * switches with stale caches, VNFs, hosts and links, and the invariants of the design after every event.
 */
package org.sharpnfv.sharp.simulation;
