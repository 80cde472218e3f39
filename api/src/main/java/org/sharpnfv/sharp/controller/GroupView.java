/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Map;

/**
 * The state of a group.
 *
 * @param switchesConnected whether both switches are there
 * @param instances by name
 */
public record GroupView(boolean switchesConnected, Map<String, InstanceView> instances) {
    /**
     * The state of an instance.
     *
     * @param agentUp whether its HSL answers on both sides
     * @param agentVersion what its HSL says it is; empty if it never answered
     */
    public record InstanceView(boolean agentUp, String agentVersion) {
    }

    /** Copies. */
    public GroupView {
        instances = Map.copyOf(instances);
    }
}
