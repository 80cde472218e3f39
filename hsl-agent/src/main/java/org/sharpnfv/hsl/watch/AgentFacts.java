/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

/**
 * What does not change as long as an agent runs.
 *
 * @param id of the instance
 * @param version of the agent
 * @param pid its process
 * @param startedMs when it started, milliseconds since 1970
 * @param startedNs the same by the clock that nobody sets
 * @param ingress network interface
 * @param egress network interface
 * @param vnfIngress the VNF's side
 * @param vnfEgress the VNF's side
 */
public record AgentFacts(String id, String version, long pid, long startedMs, long startedNs, String ingress,
        String egress, String vnfIngress, String vnfEgress) {
}
