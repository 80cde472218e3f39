/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.List;
import java.util.Map;
import org.sharpnfv.sharp.controller.ControllerMachine.StateChange;

/**
 * What the {@link MirrorThread} is given at a time: state to be written, and changes to be published once it is.
 *
 * @param forgotten changes that came before these and were too many to be kept
 * @param changes in their order
 * @param snapshots by name
 */
record News(long forgotten, List<StateChange> changes, Map<String, Snapshot> snapshots) {
    static final News NONE = new News(0, List.of(), Map.of());
}
