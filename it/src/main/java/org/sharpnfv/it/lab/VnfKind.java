/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

/** What the VNF is, and what it does to packets. */
public enum VnfKind {
    /** The example VNF counts them. */
    COUNTING,
    /** The example VNF counts them and translates addresses and ports: the reverse of a flow is not its swap. */
    NAT,
    /** The Linux kernel's NAT, with an adapter on the agent's control channel. */
    KERNEL_NAT,
    /** The Linux kernel's NAT, by a hook. */
    KERNEL_NAT_BY_HOOK,
    /** The Linux kernel's stateful firewall between two networks, with the same adapter. */
    KERNEL_FIREWALL;

    /** Whether it rewrites headers, so that the agent asks it which flows belong together. */
    boolean describesFlows() {
        return this != COUNTING;
    }

    /** Whether it is the kernel's, to which nobody can speak. */
    boolean isKernel() {
        return this == KERNEL_NAT || this == KERNEL_NAT_BY_HOOK || this == KERNEL_FIREWALL;
    }
}
